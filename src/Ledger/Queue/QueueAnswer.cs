namespace Pipeline.Ledger.Queue;

/// <summary>What became of a request for a run.</summary>
/// <param name="Run">The run that answers it.</param>
/// <param name="MustStart">Whether the asker has to start it; otherwise it waits, or others do.</param>
public sealed record QueueAnswer(QueuedRun Run, bool MustStart);
