namespace Pipeline.Ingress.Triggers;

/// <summary>The POLLING listener.</summary>
/// <param name="ResyncOnStart">A run is asked for when the process starts.</param>
/// <param name="Interval">Time between two questions to Port.</param>
public sealed record PollingOptions(bool ResyncOnStart, TimeSpan Interval);
