using System.Text.Json;
using Pipeline.Hosting;
using Pipeline.Hosting.Connections;
using Pipeline.Ingress.Api;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Reporting;
using Pipeline.Ingress.Triggers.Hook;
using Pipeline.Ingress.Triggers.Kafka;
using Pipeline.Ingress.Webhook;
using Pipeline.Messaging.AmazonSqs.Raw;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Triggers;

namespace Pipeline.Ingress;

/// <summary>Translates the settings of an installation into the options of this stage.</summary>
public static class IngressSettingsMapping
{
    /// <summary>What the installation looks like at Port.</summary>
    public static InstallationOptions ToInstallationOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new InstallationOptions
        {
            Type = settings.Integration.Type,
            Version = ProductVersion.Text,
            CreateDefaults = settings.InitializePortResources,
            Origin = settings.ResourcesOrigin switch
            {
                ResourcesOrigin.Default => PortResourcesOrigin.Default,
                ResourcesOrigin.Empty => PortResourcesOrigin.Empty,
                ResourcesOrigin.Port => PortResourcesOrigin.Port,
                _ => null,
            },
            ResourcesPath = settings.ResourcesPath,
            RefreshInterval = settings.Convergence.RefreshInterval,
            AllowDeletes = settings.Convergence.AllowDeletes,
            ScheduleInterval = settings.ScheduledResyncInterval,
            ChangelogDestination = Destination(settings.EventListener),
        };
    }

    /// <summary>How live events are taken in.</summary>
    /// <exception cref="IOException">The file of added rows cannot be read.</exception>
    public static LiveEventOptions ToLiveEventOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new LiveEventOptions
        {
            MappingLifetime = settings.LiveEvents.MappingLifetime,

            // Without the type, null would be an array that is empty, and not absent.
            AddedCatalog = settings.LiveEvents.CatalogFile is { } file ? File.ReadAllBytes(file) : (ReadOnlyMemory<byte>?)null,
        };
    }

    /// <summary>How the webhook knows who calls it.</summary>
    public static WebhookOptions ToWebhookOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new WebhookOptions
        {
            Keys = settings.LiveEvents.Keys,
            KeyFile = settings.LiveEvents.KeyFile,
            PathPrefix = settings.Application.PathPrefix,
        };
    }

    /// <summary>The queue that events are read from; null for none.</summary>
    public static RawQueueOptions? ToEventQueueOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.LiveEvents.Queue is { } queue
            ? new RawQueueOptions { Queue = queue, Sqs = settings.Service.ToAmazonSqsOptions() }
            : null;
    }

    /// <summary>What is reported to Port.</summary>
    public static ReportingOptions ToReportingOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ReportingOptions
        {
            HeartbeatInterval = settings.Reporting.HeartbeatInterval,
            SendExamples = settings.Reporting.SendExamples,
            MetricsWebhook = settings.Reporting.MetricsWebhook is { } address ? new Uri(address.Reveal()) : null,
        };
    }

    /// <summary>How <c>POST /resync</c> knows who calls it.</summary>
    internal static ResyncHookOptions ToResyncHookOptions(this PipelineSettings settings) => new()
    {
        Key = settings.RunApi.Key,
        SigningSecret = settings.Port.ClientSecret!,
        Anonymous = settings.RunApi.Anonymous,
    };

    /// <summary>Where the KAFKA listener listens.</summary>
    internal static KafkaOptions ToKafkaOptions(this PipelineSettings settings) => new()
    {
        Brokers = settings.EventListener.Kafka.Brokers,
        SecurityEnabled = settings.EventListener.Kafka.SecurityEnabled,
        SecurityProtocol = settings.EventListener.Kafka.SecurityProtocol,
        AuthenticationMechanism = settings.EventListener.Kafka.AuthenticationMechanism,
        PollTimeout = settings.EventListener.Kafka.PollTimeout,
        IntegrationType = settings.Integration.Type,
        IntegrationIdentifier = settings.Integration.Identifier,
    };

    /// <summary>Who may use the run API.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="local">A key of this process's own; null for none.</param>
    public static RunApiOptions ToRunApiOptions(this PipelineSettings settings, Secret? local = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new RunApiOptions { Keys = [.. new[] { settings.RunApi.Key, local }.OfType<Secret>()] };
    }

    private static JsonElement Destination(EventListenerSettings listener) => listener is { Type: EventListenerType.Webhook, AppHost: { } host }
        ? JsonSerializer.SerializeToElement(new { type = "WEBHOOK", url = $"{host.ToString().TrimEnd('/')}/resync" })
        : JsonElement.Parse(listener.Type == EventListenerType.Kafka ? """{"type":"KAFKA"}""" : "{}");
}
