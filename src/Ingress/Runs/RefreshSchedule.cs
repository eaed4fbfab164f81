using Pipeline.Contracts;
using Pipeline.Ingress.Installation;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Decides which full runs write everything again. The first run of a ledger compares everything with Port anyway; from
/// then on one does whenever the last one lies the interval back, whichever process it was.
/// </summary>
public sealed class RefreshSchedule(Refreshes refreshes, IRunLedger ledger, InstallationOptions options, TimeProvider time)
{
    /// <summary>Whether a run that is about to begin writes everything.</summary>
    public async ValueTask<bool> IsDueAsync(QueuedRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Refresh
            || (run.Only.IsEverything
                && options.RefreshInterval is { } interval
                && await refreshes.LastAsync(cancellationToken) is { } last
                && time.GetUtcNow() - last >= interval);
    }

    /// <summary>
    /// Notes that a run has ended. A partial one counts: what it could not list or write it will not the next time either,
    /// and would have everything else written in every run.
    /// </summary>
    public async ValueTask NoteAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is not (RunOutcome.Complete or RunOutcome.Partial)
            || await ledger.FindProgressAsync(runId, cancellationToken) is not { Run: { Only: null or { IsEverything: true } } run })
        {
            return;
        }

        if (run.Refresh || await refreshes.LastAsync(cancellationToken) is null)
        {
            await refreshes.CompleteAsync(run.StartedAt, cancellationToken);
        }
    }
}
