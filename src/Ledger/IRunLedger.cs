using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>
/// The record of what runs have planned, listed and written. Every write is idempotent: a message that is
/// delivered twice leaves the same record, and so do messages that arrive in another order.
/// </summary>
/// <remarks>
/// A run ends once every planned scope is closed: its listing has ended, and every part of every page is recorded or
/// lost. Exactly one call returns the outcome, and its caller tells the pipeline. What concerns a run that was not
/// begun, or a scope that its plan does not name, is ignored.
/// </remarks>
public interface IRunLedger
{
    /// <summary>Takes the next ticket of an account and region; taken before AWS is asked, it orders what the answer shows.</summary>
    ValueTask<long> NextTicketAsync(string accountId, string region, CancellationToken cancellationToken);

    /// <summary>Notes that a run was asked for.</summary>
    ValueTask BeginRunAsync(RunRecord run, CancellationToken cancellationToken);

    /// <summary>Notes what a run has to list; the first plan of a run stands. Returns the outcome when that ends the run.</summary>
    ValueTask<RunOutcome?> PlanAsync(Guid runId, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>Ends a run that could not be planned. Returns the outcome unless the run had ended already.</summary>
    ValueTask<RunOutcome?> FailRunAsync(Guid runId, string reason, CancellationToken cancellationToken);

    /// <summary>Notes how many resources a page that was published holds. It is called before the scope's end is recorded.</summary>
    ValueTask RecordListedAsync(BatchId batch, int resources, CancellationToken cancellationToken);

    /// <summary>Notes that a scope's listing ended. Returns the outcome when that ends the run.</summary>
    ValueTask<RunOutcome?> RecordScopeEndAsync(ScopeEnd end, CancellationToken cancellationToken);

    /// <summary>Notes what became of a part of a page. Returns the outcome when that ends the run.</summary>
    ValueTask<RunOutcome?> RecordBatchAsync(BatchRecord batch, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a page cannot be processed: its scope fails, and nothing more of the page is waited for. Returns the
    /// outcome when that ends the run.
    /// </summary>
    ValueTask<RunOutcome?> RecordLostPageAsync(BatchId page, ScopeFailure failure, CancellationToken cancellationToken);

    /// <summary>The run as it stands now; null when it is not known.</summary>
    ValueTask<RunSnapshot?> FindRunAsync(Guid runId, CancellationToken cancellationToken);
}
