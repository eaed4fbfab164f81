using System.Collections.Frozen;
using System.Collections.ObjectModel;
using Pipeline.ServiceDefaults.Connection;
using Pipeline.ServiceDefaults.Hosting;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;
using Pipeline.ServiceDefaults.Reporting;
using Pipeline.ServiceDefaults.Services;
using Pipeline.ServiceDefaults.Triggers;
using Pipeline.ServiceDefaults.Tuning;
using Pipeline.ServiceDefaults.Variables;
using Pipeline.ServiceDefaults.Writing;

namespace Pipeline.ServiceDefaults;

/// <summary>Reads the settings of an installation from environment variables.</summary>
public static class SettingsReader
{
    // Names that have neither of our prefixes nor Ocean's are read as they are.
    private static readonly FrozenSet<string> ExactKeys =
        KnownSettings.ByKey.Keys.Where(key => !key.Contains("__", StringComparison.Ordinal)).ToFrozenSet();

    /// <summary>Reads and checks everything.</summary>
    /// <param name="environment">The environment's variables. The process's own environment is not looked at.</param>
    /// <param name="needs">What the process does; by default what one process that is all stages does.</param>
    /// <exception cref="SettingsException">Something is missing or wrong; all errors at once.</exception>
    public static PipelineSettings Read(IReadOnlyDictionary<string, string?> environment, SettingsNeeds needs = SettingsNeeds.Port)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var variables = OceanEnvironment.Parse(environment, KnownSettings.ObjectKeys, ExactKeys);
        var values = new SettingValues(variables);
        var settings = ReadAll(values, environment, needs);
        values.Warnings.AddRange(UnsupportedSettings.Find(variables));
        values.Warnings.AddRange(UnknownVariables.Find(variables, environment.Keys));
        return values.Errors.Count == 0
            ? settings with { Warnings = values.Warnings }
            : throw new SettingsException(values.Errors, values.Warnings);
    }

    internal static PipelineSettings ReadAll(SettingValues values, IReadOnlyDictionary<string, string?> environment, SettingsNeeds needs)
    {
        var aws = AwsReader.Read(values, environment);
        List<Secret> secrets = [.. values.Secrets(KnownSettings.All).Concat(AwsReader.Secrets(aws)).Distinct()];
        var allowEnvironment = values.Flag(WritingRows.AllowEnvironmentVariablesJqAccess);
        var liveEvents = LiveEventReader.Read(values);
        return new PipelineSettings
        {
            Port = PortReader.Read(values, needs.HasFlag(SettingsNeeds.Port)),
            Integration = IntegrationReader.Read(values),
            EventListener = TriggerReader.Read(values),
            ScheduledResyncInterval = TriggerReader.ReadSchedule(values),
            ScheduleExpressions = TriggerReader.ReadExpressions(values),
            LiveEvents = liveEvents,
            RunApi = TriggerReader.ReadRunApi(values),
            InitializePortResources = values.Flag(IntegrationRows.InitializePortResources),
            UpsertBatch = WritingReader.Read(values),
            AllowEnvironmentVariablesJqAccess = allowEnvironment,
            MappingEnvironment = allowEnvironment ? MappingEnvironment.WithoutSecrets(environment, secrets) : ReadOnlyDictionary<string, string>.Empty,
            Reporting = ReportingReader.Read(values),
            ResourcesOrigin = IntegrationReader.ReadOrigin(values),
            ResourcesPath = values.Text(IntegrationRows.ResourcesPath),
            Application = ApplicationReader.Read(values, environment, needsHome: !needs.HasFlag(SettingsNeeds.Service)),
            Enumerator = TuningReader.ReadEnumerator(values),
            Convergence = TuningReader.ReadConvergence(values),
            Memory = TuningReader.ReadMemory(values),
            Service = ServiceReader.Read(values, aws, needs.HasFlag(SettingsNeeds.Service), liveEvents.Queue is not null),
            Aws = aws,
            Secrets = secrets,
            Warnings = [],
        };
    }
}
