using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Ingress.Api;
using Pipeline.Ingress.DeadLetters;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.Reporting.Logs;
using Pipeline.Ingress.Triggers;
using Pipeline.Ingress.Webhook;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Triggers;

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
        services.AddSingleton(settings.ToReportingOptions());
        if (settings.Reporting.SendLogs)
        {
            services.AddPortLog();
        }

        if (settings.RunApi.Key is not null)
        {
            services.AddRunApi(settings.ToRunApiOptions());
        }

        services.AddQueuedDeadLetters(settings);

        // What an earlier process published still lies in the queues.
        services.AddIngress(settings.ToInstallationOptions() with { MessagesSurvive = true });
        Check("PIPELINE__SCHEDULE__CRON", settings, () => services.AddTriggers(settings).AddOnce(settings));
        if (settings.EventListener.ShouldProcessWebhooks)
        {
            Check("PIPELINE__LIVE_EVENTS__CATALOG", settings, () => services.AddQueuedLiveEvents(settings.ToLiveEventOptions()));
            services.AddWebhook(settings.ToWebhookOptions());
            if (settings.ToEventQueueOptions() is { } queue)
            {
                services.AddEventQueue(queue);
            }

            if (settings.EventListener.ShouldResync)
            {
                services.AddMappingWatch();
            }
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
        endpoints.MapDeadLetters(settings);
        if (settings.EventListener.ShouldProcessWebhooks)
        {
            endpoints.MapWebhook();
        }

        if (settings.RunApi.Key is not null)
        {
            endpoints.MapRunApi();
        }

        if (settings.EventListener is { Type: EventListenerType.Webhook, ShouldResync: true })
        {
            endpoints.MapResyncHook();
        }
    }

    private static void Check(string variable, PipelineSettings settings, Action add)
    {
        try
        {
            add();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or EventCatalogException)
        {
            throw new SettingsException(
                [new SettingError(variable, $"cannot be used: {exception.Message}", "Correct it or unset the variable")], settings.Warnings);
        }
    }
}
