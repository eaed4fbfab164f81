using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Aws;
using Pipeline.Enumerator;
using Pipeline.Ingress;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Reporting;
using Pipeline.Ingress.Triggers;
using Pipeline.Ingress.Triggers.Hook;
using Pipeline.Ingress.Webhook;
using Pipeline.Port;
using Pipeline.PortWriter;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Installation;
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
        port.DeleteBatchSize = settings.UpsertBatch.DeleteMaxLength;
    };

    public static EnumeratorOptions ToEnumeratorOptions(this PipelineSettings settings)
    {
        var config = settings.Integration.Config;
        return new EnumeratorOptions
        {
            AccessKeyId = config.StaticKeys?.AccessKeyId.Reveal(),
            SecretAccessKey = config.StaticKeys?.SecretAccessKey.Reveal(),
            SessionToken = config.StaticKeys?.SessionToken?.Reveal(),
            OrganizationRoleArn = (config.Accounts.OneRole ?? config.OrganizationRole)?.ToString(),
            AccountReadRoleName = config.Accounts.OneRole?.Name ?? config.AccountReadRoleName,
            AccountRoleArns = [.. config.Accounts.Roles.Select(role => role.ToString())],
            ListsHomeAccount = config.Accounts.OneRole is null,
            OrganizationalUnits = config.Accounts.OrganizationalUnits,
            ExternalId = config.Accounts.ExternalId?.Reveal(),
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
        Origin = settings.ResourcesOrigin switch
        {
            ResourcesOrigin.Default => PortResourcesOrigin.Default,
            ResourcesOrigin.Empty => PortResourcesOrigin.Empty,
            ResourcesOrigin.Port => PortResourcesOrigin.Port,
            _ => null,
        },
        ResourcesPath = settings.ResourcesPath,
        ScheduleInterval = settings.ScheduledResyncInterval,
        ChangelogDestination = Destination(settings.EventListener),
    };

    /// <summary>How live events are taken in.</summary>
    /// <exception cref="IOException">The file of added rows cannot be read.</exception>
    public static LiveEventOptions ToLiveEventOptions(this PipelineSettings settings) => new()
    {
        MappingLifetime = settings.LiveEvents.MappingLifetime,
        AddedCatalog = settings.LiveEvents.CatalogFile is { } file ? File.ReadAllBytes(file) : default(ReadOnlyMemory<byte>?),
    };

    public static WebhookOptions ToWebhookOptions(this PipelineSettings settings) => new()
    {
        Keys = settings.LiveEvents.Keys,
        KeyFile = settings.LiveEvents.KeyFile,
        PathPrefix = settings.Application.PathPrefix,
    };

    public static ReportingOptions ToReportingOptions(this PipelineSettings settings) => new()
    {
        HeartbeatInterval = settings.Reporting.HeartbeatInterval,
        SendExamples = settings.Reporting.SendExamples,
        MetricsWebhook = settings.Reporting.MetricsWebhook is { } address ? new Uri(address.Reveal()) : null,
    };

    /// <summary>Adds what starts runs in a process that stays. The ONCE listener has nothing to wait for: its host asks.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services, PipelineSettings settings)
    {
        var listener = settings.EventListener;
        if (!listener.ShouldResync || listener.Type == EventListenerType.Once)
        {
            return services;
        }

        if (listener.Type == EventListenerType.Polling)
        {
            services.AddPolling(new PollingOptions(listener.ResyncOnStart, listener.Interval));
        }
        else if (listener.Type == EventListenerType.Webhook)
        {
            services.AddResyncHook(settings.ToResyncHookOptions());
        }

        if (settings.ScheduleExpressions.Count > 0)
        {
            services.AddCronSchedule(CronOptions.Parse(settings.ScheduleExpressions));
        }

        return settings.ScheduledResyncInterval is { } interval ? services.AddSchedule(interval) : services;
    }

    public static ResyncHookOptions ToResyncHookOptions(this PipelineSettings settings) => new()
    {
        Key = settings.RunApi.Key,
        SigningSecret = settings.Port.ClientSecret,
        Anonymous = settings.RunApi.Anonymous,
    };

    private static JsonElement Destination(EventListenerSettings listener) => listener is { Type: EventListenerType.Webhook, AppHost: { } host }
        ? JsonSerializer.SerializeToElement(new { type = "WEBHOOK", url = $"{host.ToString().TrimEnd('/')}/resync" })
        : JsonElement.Parse("{}");

    private static string? Variable(PipelineSettings settings, string name) => settings.Aws.Variables.GetValueOrDefault(name);
}
