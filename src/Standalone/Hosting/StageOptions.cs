using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Aws;
using Pipeline.Enumerator;
using Pipeline.Ingress;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Triggers;
using Pipeline.Ingress.Webhook;
using Pipeline.Port;
using Pipeline.PortWriter;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Triggers;

namespace Pipeline.Standalone.Hosting;

/// <summary>Translates the settings of an installation into the options of each stage.</summary>
internal static class StageOptions
{
    // Room for what is around the entities in a request's body.
    private const int BodyMargin = 4096;

    /// <summary>The version told to Port and to AWS.</summary>
    public static string Version { get; } =
        typeof(StageOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static Action<PortOptions> ToPortOptions(this PipelineSettings settings, TimeSpan? readPatience) => port =>
    {
        port.BaseUrl = settings.Port.BaseUrl.ToString();
        port.ClientId = settings.Port.ClientId.Reveal();
        port.ClientSecret = settings.Port.ClientSecret.Reveal();
        port.IntegrationIdentifier = settings.Integration.Identifier;
        port.IntegrationType = settings.Integration.Type;
        port.IntegrationVersion = Version;
        port.WritePatience = settings.Port.Patience;
        port.ReadPatience = readPatience ?? port.ReadPatience;
        port.BatchSize = settings.UpsertBatch.MaxLength;
        port.BatchBytes = settings.UpsertBatch.MaxSizeInBytes;
    };

    public static EnumeratorOptions ToEnumeratorOptions(this PipelineSettings settings)
    {
        var config = settings.Integration.Config;
        return new EnumeratorOptions
        {
            AccessKeyId = config.StaticKeys?.AccessKeyId.Reveal(),
            SecretAccessKey = config.StaticKeys?.SecretAccessKey.Reveal(),
            SessionToken = config.StaticKeys?.SessionToken?.Reveal(),
            OrganizationRoleArn = config.OrganizationRole?.ToString(),
            AccountReadRoleName = config.AccountReadRoleName,
            HomeRegion = Variable(settings, "AWS_REGION") ?? Variable(settings, "AWS_DEFAULT_REGION"),
            ConcurrentScopes = settings.Enumerator.ConcurrentScopes,
            ScopeDeadline = settings.Enumerator.ScopeDeadline,
        };
    }

    public static AwsClientOptions ToAwsClientOptions(this PipelineSettings settings) => new()
    {
        Environment = settings.Aws.Variables.ToDictionary(variable => variable.Key, variable => (string?)variable.Value),
        UserAgentSuffix = $"port-pipeline/{Version}",
    };

    public static PortWriterOptions ToPortWriterOptions(this PipelineSettings settings) => new()
    {
        BatchLength = settings.UpsertBatch.MaxLength,
        BatchBytes = Math.Max(1, settings.UpsertBatch.MaxSizeInBytes - BodyMargin),
    };

    public static InstallationOptions ToInstallationOptions(this PipelineSettings settings) => new()
    {
        Type = settings.Integration.Type,
        Version = Version,
        CreateDefaults = settings.InitializePortResources,
        ScheduleInterval = settings.ScheduledResyncInterval,
    };

    /// <summary>How live events are taken in.</summary>
    /// <exception cref="IOException">The file of added rows cannot be read.</exception>
    public static LiveEventOptions ToLiveEventOptions(this PipelineSettings settings) => new()
    {
        MappingLifetime = settings.LiveEvents.MappingLifetime,
        AddedCatalog = settings.LiveEvents.CatalogFile is { } file ? File.ReadAllBytes(file) : null,
    };

    public static WebhookOptions ToWebhookOptions(this PipelineSettings settings) => new()
    {
        Keys = settings.LiveEvents.Keys,
        KeyFile = settings.LiveEvents.KeyFile,
        PathPrefix = settings.Application.PathPrefix,
    };

    /// <summary>Adds what starts runs in a process that stays. The ONCE listener has nothing to wait for: its host asks.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services, PipelineSettings settings)
    {
        var listener = settings.EventListener;
        if (listener.Type == EventListenerType.Polling)
        {
            services.AddPolling(new PollingOptions(listener.ResyncOnStart, listener.Interval));
        }

        return settings.ScheduledResyncInterval is { } interval && listener.Type != EventListenerType.Once
            ? services.AddSchedule(interval)
            : services;
    }

    private static string? Variable(PipelineSettings settings, string name) => settings.Aws.Variables.GetValueOrDefault(name);
}
