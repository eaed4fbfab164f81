using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.Webhook;
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
    public override void AddServices(IServiceCollection services, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddIngress(settings.ToInstallationOptions()).AddTriggers(settings).AddOnce(settings);
        if (settings.EventListener.ShouldProcessWebhooks)
        {
            AddLiveEvents(services, settings);
        }
    }

    /// <inheritdoc/>
    public override void AddConsumers(IBusRegistrationConfigurator resync) => resync.AddIngressConsumers();

    /// <inheritdoc/>
    public override void AddLiveConsumers(IBusRegistrationConfigurator live)
    {
    }

    /// <inheritdoc/>
    public override void MapEndpoints(IEndpointRouteBuilder endpoints, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.EventListener.ShouldProcessWebhooks)
        {
            endpoints.MapWebhook();
        }
    }

    private static void AddLiveEvents(IServiceCollection services, PipelineSettings settings)
    {
        try
        {
            services.AddQueuedLiveEvents(settings.ToLiveEventOptions()).AddWebhook(settings.ToWebhookOptions());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or EventCatalogException)
        {
            throw new SettingsException(
                [new SettingError("PIPELINE__LIVE_EVENTS__CATALOG", $"cannot be used: {exception.Message}", "Correct the file or unset the variable")],
                settings.Warnings);
        }
    }
}
