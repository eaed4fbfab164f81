using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ingress.Installation;
using Pipeline.Ledger;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Takes up what follows the end of a run where the process that was at it is gone, and the word of the end with it. The
/// latest run's end is said again; of one after which another has begun it is noted that nobody did it, as the next full run
/// does it for itself. Only for a bus that does not outlive its process.
/// </summary>
public sealed partial class CutOffEnds(
    IRunLedger ledger, OrganisationCheck organisation, InstallationOptions options, IBus bus, TimeProvider time, ILogger<CutOffEnds> logger)
{
    private const string Code = "ProcessEnded";
    private const string Reason = "The process ended before what follows the run's end was done, and another run has begun since.";

    // What has ended since is this process's own.
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private volatile bool _isDone;

    /// <summary>Looks until it has succeeded once in this process.</summary>
    /// <param name="except">A run whose end is said anyway; null for none.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task TakeUpAsync(Guid? except, CancellationToken cancellationToken)
    {
        if (_isDone || options.MessagesSurvive)
        {
            return;
        }

        try
        {
            await LookAsync(except, cancellationToken);
            _isDone = true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A run that is asked for must not wait for what is left of another. The watchdog looks again.
            Log.Failed(logger, exception.Message);
        }
    }

    private async Task LookAsync(Guid? except, CancellationToken cancellationToken)
    {
        var isLatest = true;
        await foreach (var run in ledger.ListRunsAsync(cancellationToken))
        {
            if (IsCutOff(run) && run.Run.RunId != except)
            {
                await (isLatest ? SayAgainAsync(run, cancellationToken) : SettleAsync(run.Run.RunId, cancellationToken));
            }

            isLatest = false;
        }
    }

    // Where a message lies among the dead letters, its replay does what is left.
    private bool IsCutOff(RunSnapshot run) => run is { Planned: true, IsSettled: false, Outcome: not null }
        && run.EndedAt < _startedAt
        && run.Errors.All(error => error.Step != nameof(RunFinished) || error.Code == Code);

    // What follows it deletes at Port: not at another organisation than the ledger's.
    private async Task SayAgainAsync(RunSnapshot run, CancellationToken cancellationToken)
    {
        await organisation.RequireAsync(cancellationToken);
        Log.SaidAgain(logger, run.Run.RunId);
        await bus.Publish(new RunFinished { RunId = run.Run.RunId, Outcome = run.Outcome!.Value }, cancellationToken);
    }

    private async Task SettleAsync(Guid runId, CancellationToken cancellationToken)
    {
        var error = new RunError { Step = nameof(RunFinished), Class = FailureClass.Internal, Code = Code, Reason = Reason, At = time.GetUtcNow() };
        await ledger.RecordErrorAsync(runId, error, cancellationToken);
        await ledger.RecordAftermathAsync(runId, new RunAftermath { Outside = null }, cancellationToken);
        Log.Settled(logger, runId);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Run {RunId} had ended when an earlier process did: what follows its end is gone on with")]
        public static partial void SaidAgain(ILogger logger, Guid runId);

        [LoggerMessage(2, LogLevel.Warning, "Run {RunId} had ended when an earlier process did, and another has begun since: what follows its end was not done")]
        public static partial void Settled(ILogger logger, Guid runId);

        [LoggerMessage(3, LogLevel.Warning, "What an earlier process left of runs that had ended could not be taken up, and is looked at again: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
