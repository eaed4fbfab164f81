using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Mappings;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Goes on with a run whose process is gone, and its messages with it. It goes on with the mapping it began with; if
/// that is no longer the mapping, the run is superseded and whoever needs one asks for another.
/// </summary>
public sealed partial class RunRecovery(
    IRunLedger ledger, MappingReading reading, InstallationOptions options, IBus bus, ILogger<RunRecovery> logger)
{
    /// <summary>Sets the run going again; answers how it ended when it does not go any more.</summary>
    public async Task<RunOutcome?> RecoverAsync(QueuedRun left, CancellationToken cancellationToken)
    {
        if (await ledger.FindProgressAsync(left.RunId, cancellationToken) is not { } run)
        {
            // It was never begun: its starter starts it.
            return left.IsStarted ? RunOutcome.Failed : null;
        }

        // One that has ended does not go on, planned or not: what is lost is the word of it.
        if (options.MessagesSurvive || run.Outcome is not null)
        {
            return run.Outcome;
        }

        if (!await HasMappingAsync(run.Run.MappingVersion, cancellationToken))
        {
            const string Reason = "Its process ended, and the mapping is another now.";
            var stopped = await ledger.StopRunAsync(left.RunId, RunOutcome.Superseded, Reason, cancellationToken);

            // Where it ended by itself in between, nobody is told how by this.
            return stopped.Ended ?? (await ledger.FindProgressAsync(left.RunId, cancellationToken))?.Outcome;
        }

        var step = await ledger.RecoverRunAsync(left.RunId, cancellationToken);
        if (step.Ended is null && left.IsStarted)
        {
            await GoOnAsync(run, step, cancellationToken);
        }

        return step.Ended;
    }

    private async Task GoOnAsync(RunSnapshot run, RunStep step, CancellationToken cancellationToken)
    {
        if (run.Phase == RunPhase.Sweeping)
        {
            await bus.PublishBatch(step.Sweeps, cancellationToken);
            return;
        }

        await bus.Publish(
            new StartRun { RunId = run.Run.RunId, MappingVersion = run.Run.MappingVersion, Only = run.Run.Only ?? new RunFilter() },
            cancellationToken);
    }

    private async Task<bool> HasMappingAsync(string version, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.ReadAsync(cancellationToken) == version;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NoMapping(logger, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A run that was left cannot go on, because its mapping cannot be read: {Reason}")]
        public static partial void NoMapping(ILogger logger, string reason);
    }
}
