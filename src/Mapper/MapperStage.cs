using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.ServiceDefaults;

namespace Pipeline.Mapper;

/// <summary>The Mapper as a service. It needs no ledger and calls nobody: pages in, entities out.</summary>
public sealed class MapperStage : Stage
{
    /// <inheritdoc/>
    public override string Name => "mapper";

    /// <inheritdoc/>
    public override bool UsesLedger => false;

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddMapper(new MappingCompileOptions { Environment = settings.MappingEnvironment }, settings.Reporting.SendExamples);
    }

    /// <inheritdoc/>
    public override void AddConsumers(IBusRegistrationConfigurator resync) => resync.AddMapperConsumers();

    /// <inheritdoc/>
    public override void AddLiveConsumers(IBusRegistrationConfigurator live) => live.AddMapperConsumers();
}
