namespace Pipeline.Ledger.Queue;

/// <summary>What goes and what waits.</summary>
/// <param name="Current">The run that goes, or is about to.</param>
/// <param name="Waiting">The one that follows.</param>
public sealed record RunQueueState(QueuedRun? Current, QueuedRun? Waiting);
