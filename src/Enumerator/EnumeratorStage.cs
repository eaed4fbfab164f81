using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.ServiceDefaults;

namespace Pipeline.Enumerator;

/// <summary>The Enumerator as a service.</summary>
public sealed class EnumeratorStage : Stage
{
    /// <inheritdoc/>
    public override string Name => "enumerator";

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, PipelineSettings settings) =>
        services.AddEnumerator(settings.ToEnumeratorOptions(), settings.ToAwsClientOptions(isService: true));

    /// <inheritdoc/>
    public override void AddConsumers(IBusRegistrationConfigurator resync) => resync.AddEnumeratorConsumers();

    /// <inheritdoc/>
    public override void AddLiveConsumers(IBusRegistrationConfigurator live) => live.AddEnumeratorLiveConsumers();
}
