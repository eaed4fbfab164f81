namespace Pipeline.Ingress.Reporting;

/// <summary>What Port is told beside entities.</summary>
public sealed record ReportingOptions
{
    /// <summary>Time between two signs of life of a run.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether samples of raw resources are sent, with what may be secret taken out.</summary>
    public bool SendExamples { get; init; } = true;

    /// <summary>An address of the user's that a run's metrics are posted to as well; null for none.</summary>
    public Uri? MetricsWebhook { get; init; }
}
