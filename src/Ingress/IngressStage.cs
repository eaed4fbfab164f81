using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.ServiceDefaults;

namespace Pipeline.Ingress;

/// <summary>Ingress as a service.</summary>
public sealed class IngressStage : Stage
{
    /// <inheritdoc/>
    public override string Name => "ingress";

    /// <inheritdoc/>
    public override bool CallsPort => true;

    /// <inheritdoc/>
    public override bool IsApplication => true;

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, PipelineSettings settings) => services
        .AddIngress(settings.ToInstallationOptions())
        .AddTriggers(settings)
        .AddOnce(settings);

    /// <inheritdoc/>
    public override void AddConsumers(IBusRegistrationConfigurator resync) => resync.AddIngressConsumers();

    /// <inheritdoc/>
    public override void AddLiveConsumers(IBusRegistrationConfigurator live)
    {
    }
}
