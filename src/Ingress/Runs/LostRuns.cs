using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.Messaging.Bus;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Ends a run of which nothing is under way any more: a message of it was lost, or could not be read and did not even say
/// whose it was. What is complete of it stays; what is open is never swept. Of a run that has ended the word is said again
/// when nobody seems to have heard it.
/// </summary>
internal sealed partial class LostRuns(
    IRunQueue queue, IRunLedger ledger, IMessagesUnderWay messages, IBus bus, LostRunOptions options, TimeProvider time, ILogger<LostRuns> logger)
{
    private Guid? _quiet;
    private DateTimeOffset _quietSince;
    private (Guid RunId, DateTimeOffset At)? _said;

    /// <summary>Looks once. It is called by one loop only.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if ((await queue.FindAsync(cancellationToken)).Current is not { IsStarted: true } run
            || await HasEndedAsync(run.RunId, cancellationToken)
            || await messages.AnyAsync(cancellationToken))
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

    // Who recorded the end may have died before saying so, or who heard it could not do what it asks for.
    private async Task<bool> HasEndedAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (await ledger.GoesAsync(runId, cancellationToken)
            || await ledger.FindProgressAsync(runId, cancellationToken) is not { Outcome: { } outcome, EndedAt: { } ended })
        {
            return false;
        }

        var now = time.GetUtcNow();
        if (now - ended >= options.Unheard && (_said is not { } said || said.RunId != runId || now - said.At >= options.Quiet))
        {
            _said = (runId, now);
            Log.SaidAgain(logger, runId, outcome);
            await bus.Publish(new RunFinished { RunId = runId, Outcome = outcome }, cancellationToken);
        }

        return true;
    }

    private async Task EndAsync(Guid runId, CancellationToken cancellationToken)
    {
        const string Reason = "Nothing of the run was under way any more, and it had not ended: a message of it was lost, or is among the dead letters.";
        if (await ledger.FindProgressAsync(runId, cancellationToken) is not { } run)
        {
            return;
        }

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

        [LoggerMessage(2, LogLevel.Warning, "Run {RunId} has ended {Outcome}, and the queue of runs does not know it: it is said again")]
        public static partial void SaidAgain(ILogger logger, Guid runId, RunOutcome outcome);
    }
}
