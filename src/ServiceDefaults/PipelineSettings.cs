using Pipeline.ServiceDefaults.Connection;
using Pipeline.ServiceDefaults.Hosting;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Reporting;
using Pipeline.ServiceDefaults.Services;
using Pipeline.ServiceDefaults.Triggers;
using Pipeline.ServiceDefaults.Tuning;
using Pipeline.ServiceDefaults.Writing;

namespace Pipeline.ServiceDefaults;

/// <summary>
/// Everything an installation is configured with, checked and immutable. Made by <see cref="SettingsReader"/>;
/// docs/configuration.md lists the variable behind each property. Its text form shows no secret.
/// </summary>
public sealed record PipelineSettings
{
    /// <summary>How Port is reached.</summary>
    public required PortSettings Port { get; init; }

    /// <summary>Which integration at Port this installation is, and what it may read at AWS.</summary>
    public required IntegrationSettings Integration { get; init; }

    /// <summary>What starts a run.</summary>
    public required EventListenerSettings EventListener { get; init; }

    /// <summary>Time between scheduled runs; null when runs are not scheduled. The first is one interval after the start.</summary>
    public TimeSpan? ScheduledResyncInterval { get; init; }

    /// <summary>When runs are asked for by the clock, beside the interval: cron expressions in UTC.</summary>
    public required IReadOnlyList<string> ScheduleExpressions { get; init; }

    /// <summary>How live events are taken in.</summary>
    public required LiveEventSettings LiveEvents { get; init; }

    /// <summary>Who may ask for a run over HTTP.</summary>
    public required RunApiSettings RunApi { get; init; }

    /// <summary>Whether the default blueprints are created at Port when they are missing.</summary>
    public required bool InitializePortResources { get; init; }

    /// <summary>Limits of one bulk request to Port.</summary>
    public required UpsertBatchSettings UpsertBatch { get; init; }

    /// <summary>Whether mappings may read the environment. Off unless asked for; Ocean's default is on.</summary>
    public required bool AllowEnvironmentVariablesJqAccess { get; init; }

    /// <summary>What <c>env</c> and <c>$ENV</c> are in a mapping: nothing unless allowed, and never a secret.</summary>
    public required IReadOnlyDictionary<string, string> MappingEnvironment { get; init; }

    /// <summary>What is told of runs beside entities.</summary>
    public required ReportingSettings Reporting { get; init; }

    /// <summary>Who makes the mapping and the blueprints of a new integration; null leaves it to what Port offers.</summary>
    public ResourcesOrigin? ResourcesOrigin { get; init; }

    /// <summary>The folder of the user's own blueprints and mapping.</summary>
    public required string ResourcesPath { get; init; }

    /// <summary>The process as a web application: port, path prefix, log level, home.</summary>
    public required ApplicationSettings Application { get; init; }

    /// <summary>How listing is paced.</summary>
    public required EnumeratorSettings Enumerator { get; init; }

    /// <summary>What runs do beside writing what changed.</summary>
    public required ConvergenceSettings Convergence { get; init; }

    /// <summary>What may be held in memory.</summary>
    public required MemorySettings Memory { get; init; }

    /// <summary>What connects a stage that is a service of its own with the others.</summary>
    public required ServiceSettings Service { get; init; }

    /// <summary>The AWS_* variables, for the AWS client to read as every AWS SDK does.</summary>
    public required AwsSettings Aws { get; init; }

    /// <summary>Every secret value that was configured, for redaction.</summary>
    public required IReadOnlyList<Secret> Secrets { get; init; }

    /// <summary>What was set but is unknown, unsupported or deprecated. Logged at start by the service defaults.</summary>
    public required IReadOnlyList<SettingWarning> Warnings { get; init; }
}
