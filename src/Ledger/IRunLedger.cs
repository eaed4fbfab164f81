using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>
/// The record of what runs have planned, listed, written and swept. Every write is idempotent: a message that is
/// delivered twice leaves the same record, and so do messages that arrive in another order.
/// </summary>
/// <remarks>
/// A run is listed until every planned scope is closed: its listing has ended, and every part of every page is recorded
/// or lost. Then its complete scopes are swept, and when every sweep is recorded the run has finished. Each write
/// answers what is due now (<see cref="RunStep"/>); whoever made it publishes that before it acknowledges its own
/// message, and the same write made again answers the same. What concerns a run that was not begun or has ended, or a
/// scope that its plan does not name, is ignored.
/// </remarks>
public interface IRunLedger
{
    /// <summary>Takes the next ticket of an account and region; taken before AWS is asked, it orders what the answer shows.</summary>
    ValueTask<long> NextTicketAsync(string accountId, string region, CancellationToken cancellationToken);

    /// <summary>Notes that a run was asked for.</summary>
    ValueTask BeginRunAsync(RunRecord run, CancellationToken cancellationToken);

    /// <summary>Stores what a run has to list. The first plan stands, and is the one that is answered, whatever a redelivery planned.</summary>
    ValueTask<StandingPlan> PlanAsync(Guid runId, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>The plan of a run; null when there is none yet.</summary>
    ValueTask<StandingPlan?> FindPlanAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Ends a run that could not be planned.</summary>
    ValueTask<RunStep> FailRunAsync(Guid runId, string reason, CancellationToken cancellationToken);

    /// <summary>Ends a run before its time. Its open scopes count as cancelled, and nothing more is swept.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="outcome"><see cref="RunOutcome.Cancelled"/> or <see cref="RunOutcome.Superseded"/>; <see cref="RunOutcome.Partial"/> or
    /// <see cref="RunOutcome.Failed"/> when what is open will never end.</param>
    /// <param name="reason">Why, for the run's report.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<RunStep> StopRunAsync(Guid runId, RunOutcome outcome, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a run up whose messages were lost with the process that had them: scopes with pages outstanding begin
    /// another attempt, the others go on from their tokens. What is left to list, planning it again tells; what is left
    /// to sweep is answered. Only for a bus that does not outlive its process.
    /// </summary>
    ValueTask<RunStep> RecoverRunAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a listing up: from its first page, or from where the last delivery of the same order left it, whoever did
    /// that is asked to stop (<see cref="RecordListedAsync"/> answers false). Null when nothing is left to list, because
    /// the scope is closed, a later attempt has begun, or the run has ended.
    /// </summary>
    ValueTask<ListingCheckpoint?> ResumeListingAsync(Guid runId, Scope scope, int attempt, CancellationToken cancellationToken);

    /// <summary>
    /// Notes a page that was published, and from which token to go on. It is called before the scope's end is recorded.
    /// False when the listing must stop without another word: somebody else has taken it up, or the run has ended.
    /// </summary>
    ValueTask<bool> RecordListedAsync(ListedPage page, CancellationToken cancellationToken);

    /// <summary>Notes that a scope's listing ended.</summary>
    ValueTask<RunStep> RecordScopeEndAsync(ScopeEnd end, CancellationToken cancellationToken);

    /// <summary>
    /// Notes what became of a part of a page. What it saw is stored before the part counts, so the seen set of a
    /// complete scope has no holes.
    /// </summary>
    ValueTask<RunStep> RecordBatchAsync(BatchRecord batch, CancellationToken cancellationToken);

    /// <summary>Notes that a page cannot be processed: its scope fails, and nothing more of the page is waited for.</summary>
    ValueTask<RunStep> RecordLostPageAsync(BatchId page, ScopeFailure failure, CancellationToken cancellationToken);

    /// <summary>Notes what a sweep did, or would do.</summary>
    ValueTask<RunStep> RecordSweepAsync(SweepRecord sweep, CancellationToken cancellationToken);

    /// <summary>
    /// What is due after a sweep that was recorded before: for an order that comes again when its run has ended, as whoever
    /// recorded the end may have died before saying so.
    /// </summary>
    ValueTask<RunStep> RepeatSweepAsync(SweepScope order, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a step which moves a run on could not be done. A run is not complete while it has such errors, also when it
    /// has ended.
    /// </summary>
    ValueTask RecordErrorAsync(Guid runId, RunError error, CancellationToken cancellationToken);

    /// <summary>Takes back the errors of a step: it has been done after all, by a replay.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="step">The message.</param>
    /// <param name="queue">The queue it was in; another queue's stay.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask ResolveErrorsAsync(Guid runId, string step, string queue, CancellationToken cancellationToken);

    /// <summary>Whether a run was begun and has not ended.</summary>
    ValueTask<bool> GoesAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Notes what was done for a run after its end. The first word stands: who comes again finds nothing left to do.</summary>
    ValueTask RecordAftermathAsync(Guid runId, RunAftermath aftermath, CancellationToken cancellationToken);

    /// <summary>What a complete attempt saw; null unless this attempt is the one that is complete, and its run still goes.</summary>
    ValueTask<SeenResources?> FindSeenAsync(Guid runId, Scope scope, int attempt, CancellationToken cancellationToken);

    /// <summary>The last listing of a scope that completed, in whatever run; null when none has.</summary>
    ValueTask<CompletedListing?> FindListingAsync(Scope scope, CancellationToken cancellationToken);

    /// <summary>The run as it stands now, with all its details; null when it is not known.</summary>
    ValueTask<RunSnapshot?> FindRunAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>The run as it stands now, without rejections, findings and collisions: cheap enough to be asked for while it goes.</summary>
    ValueTask<RunSnapshot?> FindProgressAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>The runs that are remembered, newest first, without their scopes.</summary>
    IAsyncEnumerable<RunSnapshot> ListRunsAsync(CancellationToken cancellationToken);
}
