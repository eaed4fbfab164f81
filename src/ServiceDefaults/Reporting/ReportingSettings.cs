namespace Pipeline.ServiceDefaults.Reporting;

/// <summary>What is told of runs beside entities.</summary>
public sealed record ReportingSettings
{
    /// <summary>Whether a copy of the log is sent to Port.</summary>
    public required bool SendLogs { get; init; }

    /// <summary>Whether samples of raw resources are sent to Port.</summary>
    public required bool SendExamples { get; init; }

    /// <summary>Time between signs of life of a run.</summary>
    public required TimeSpan HeartbeatInterval { get; init; }

    /// <summary>An address that the numbers of a run are posted to as well; null for none. Secret: such addresses hold keys.</summary>
    public Secret? MetricsWebhook { get; init; }
}
