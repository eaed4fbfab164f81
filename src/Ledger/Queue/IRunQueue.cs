namespace Pipeline.Ledger.Queue;

/// <summary>
/// One run at a time, whatever number of processes asks: one goes, one more waits, and further requests join the one
/// that waits. A request is never lost, and never ends the run under way. It outlives every process.
/// </summary>
public interface IRunQueue
{
    /// <summary>
    /// Asks for a run. One that joins a run limited otherwise makes that run one over everything. What was allowed to be
    /// deleted in a part of the estate is not allowed in all of it: such a permission ends when the run is widened.
    /// </summary>
    ValueTask<QueueAnswer> RequestAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Notes that a run is under way: from now on only its end is waited for.</summary>
    ValueTask StartedAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Notes that a run has ended, or is not to be; answers the one that the caller has to start now, null for none.</summary>
    ValueTask<QueuedRun?> EndAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Answers the run that somebody was to start and has not in time: the caller has to; null for none.</summary>
    ValueTask<QueuedRun?> TakeOverAsync(CancellationToken cancellationToken);

    /// <summary>What goes and what waits.</summary>
    ValueTask<RunQueueState> FindAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a schedule: true once an interval, for one caller, however many processes keep it.</summary>
    /// <param name="schedule">Names the schedule.</param>
    /// <param name="interval">Time between two slots of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<bool> TryClaimSlotAsync(string schedule, TimeSpan interval, CancellationToken cancellationToken);
}
