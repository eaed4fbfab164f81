using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.Messaging.Bus;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Ends a run of which nothing is under way any more: a message of it was lost, or could not be read and did not even say
/// whose it was. What is complete of it stays; what is open is never swept.
/// </summary>
internal sealed partial class LostRuns(
    IRunQueue queue, IRunLedger ledger, IMessagesUnderWay messages, IBus bus, LostRunOptions options, TimeProvider time, ILogger<LostRuns> logger)
{
    private Guid? _quiet;
    private DateTimeOffset _quietSince;

    /// <summary>Looks once. It is called by one loop only.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if ((await queue.FindAsync(cancellationToken)).Current is not { IsStarted: true } run || await messages.AnyAsync(cancellationToken))
        {
            _quiet = null;
            return;
        }

        if (_quiet != run.RunId)
        {
            (_quiet, _quietSince) = (run.RunId, time.GetUtcNow());
        }
        else if (time.GetUtcNow() - _quietSince >= options.Quiet)
        {
            await EndAsync(run.RunId, cancellationToken);
            _quiet = null;
        }
    }

    private async Task EndAsync(Guid runId, CancellationToken cancellationToken)
    {
        const string Reason = "Nothing of the run was under way any more, and it had not ended: a message of it was lost, or is among the dead letters.";
        if (await ledger.FindProgressAsync(runId, cancellationToken) is not { } run)
        {
            return;
        }

        // Where the run has ended, the message that says so is the one that was lost.
        var outcome = run.Outcome ?? (run.Scopes.Any(IsDone) ? RunOutcome.Partial : RunOutcome.Failed);
        await ledger.StopRunAsync(runId, outcome, Reason, cancellationToken);
        Log.Ended(logger, runId, outcome);
        await bus.Publish(new RunFinished { RunId = runId, Outcome = outcome }, cancellationToken);
    }

    // The sums of a run are made when groups of scopes close: this one has not come to that.
    private static bool IsDone(ScopeSnapshot scope) => scope.State is ScopeState.Complete or ScopeState.Emptied;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Nothing of run {RunId} is under way any more: it ends {Outcome}. What it waited for may be among the dead letters")]
        public static partial void Ended(ILogger logger, Guid runId, RunOutcome outcome);
    }
}
