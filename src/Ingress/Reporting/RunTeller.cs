using Pipeline.Ledger;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>Follows the run that goes, and tells Port what is new of it. Not safe for concurrent use.</summary>
internal sealed class RunTeller(
    PortClient port, IRunLedger ledger, SyncMetricsSender metrics, ResyncStates states, BestEffort effort)
{
    private Guid? _followed;

    // What was told of the end of a run, while something that follows it may still change that.
    private RunEnded? _settling;

    public bool IsFollowing => _followed is not null || _settling is not null;

    public async Task BeginAsync(RunBegun begun, CancellationToken cancellationToken)
    {
        _followed = begun.RunId;
        await StateAsync(states.Running(begun.StartedAt), cancellationToken);
        await metrics.BeginAsync(await ledger.FindRunAsync(begun.RunId, cancellationToken), cancellationToken);
    }

    /// <summary>A sign of life, and what has changed.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        if (_followed is not { } runId)
        {
            return;
        }

        var run = await ledger.FindProgressAsync(runId, cancellationToken);
        if (run is null or { Outcome: not null })
        {
            // It ended without word, or the word went to another process.
            _followed = null;
            return;
        }

        await metrics.BeatAsync(run, cancellationToken);
    }

    public async Task EndAsync(RunEnded ended, CancellationToken cancellationToken)
    {
        var run = await ledger.FindRunAsync(ended.RunId, cancellationToken);
        var told = ended with { Outcome = run?.Outcome ?? ended.Outcome };

        // A word that comes twice, or late, is not about the run that goes now.
        if (_followed is null || _followed == ended.RunId)
        {
            _followed = null;
            await StateAsync(states.Ended(ResyncStates.StatusOf(told.Outcome)), cancellationToken);
        }

        await metrics.EndAsync(run, cancellationToken);
        _settling = run is { Planned: true, IsSettled: false } ? told : null;
    }

    /// <summary>
    /// Corrects what was told of the end of a run, when all that follows it is done: what no resource makes may have been
    /// deleted, or held, or nobody could look.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_settling is not { } told)
        {
            return;
        }

        // Without its scopes: it is asked for often.
        var run = await ledger.ListRunsAsync(cancellationToken).FirstOrDefaultAsync(run => run.Run.RunId == told.RunId, cancellationToken);
        var outcome = run?.Outcome ?? told.Outcome;
        _settling = run is { IsSettled: false } ? told with { Outcome = outcome } : null;
        if (_followed is null && outcome != told.Outcome)
        {
            await StateAsync(states.Ended(ResyncStates.StatusOf(outcome)), cancellationToken);
        }

        if (run is { IsSettled: true } || outcome != told.Outcome)
        {
            await metrics.CorrectAsync(await ledger.FindRunAsync(told.RunId, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The process ends, and a run with it for all that Port can see.</summary>
    public async Task AbandonAsync(CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        if (_followed is { } runId)
        {
            _followed = null;
            var run = await ledger.FindProgressAsync(runId, cancellationToken);
            await StateAsync(
                states.Ended(run?.Outcome is { } outcome ? ResyncStates.StatusOf(outcome) : ResyncStates.Aborted), cancellationToken);
        }
    }

    private Task<bool> StateAsync(ResyncState state, CancellationToken cancellationToken) => effort.TryAsync(
        $"Port that the resync is {state.Status}", token => port.UpdateResyncStateAsync(state, token), cancellationToken);
}
