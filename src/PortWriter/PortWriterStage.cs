using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.ServiceDefaults;

namespace Pipeline.PortWriter;

/// <summary>The PortWriter as a service.</summary>
public sealed class PortWriterStage : Stage
{
    // In one process the page credit bounds what these hold in memory. Here nothing else does: 64 pages of 200 KB are
    // read ahead twice over, and are plenty to fill requests from.
    private const int ConcurrentMessages = 64;

    // Ten requests of 20 entities are under way at Port, and twice as many are on their way there or back from it. With 6,000
    // of a page of 100 each the process took 350 MB.
    private const int EntitiesUnderWay = 600;

    /// <inheritdoc/>
    public override string Name => "port-writer";

    /// <inheritdoc/>
    public override bool CallsPort => true;

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, PipelineSettings settings) =>
        services.AddPortWriter(settings.ToPortWriterOptions() with { ConcurrentMessages = ConcurrentMessages, EntitiesUnderWay = EntitiesUnderWay });

    /// <inheritdoc/>
    public override void AddConsumers(IBusRegistrationConfigurator resync) => resync.AddPortWriterConsumers();

    /// <inheritdoc/>
    public override void AddLiveConsumers(IBusRegistrationConfigurator live) => live.AddPortWriterConsumers();
}
