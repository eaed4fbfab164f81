using Pipeline.Contracts;
using Pipeline.Ledger.Runs.State;

namespace Pipeline.Ledger;

public sealed partial class TableRunLedger
{
    /// <inheritdoc/>
    public async ValueTask<RunStep> FailRunAsync(Guid runId, string reason, CancellationToken cancellationToken) => new()
    {
        Ended = (await _stores.Runs.ChangeAsync(RunKeys.Run(runId), run => run.Fail(reason, _time.GetUtcNow()), cancellationToken)).Ended,
    };

    /// <inheritdoc/>
    public async ValueTask<RunStep> StopRunAsync(Guid runId, RunOutcome outcome, string reason, CancellationToken cancellationToken) => new()
    {
        Ended = (await _stores.Runs.ChangeAsync(RunKeys.Run(runId), run => run.Stop(outcome, reason, _time.GetUtcNow()), cancellationToken)).Ended,
    };

    /// <inheritdoc/>
    public async ValueTask<RunStep> RecoverRunAsync(Guid runId, CancellationToken cancellationToken) =>
        await _plans.FindAsync(runId, cancellationToken) is { } plan ? await _steps.RecoverAsync(plan, cancellationToken) : RunStep.None;

    /// <inheritdoc/>
    public async ValueTask<RunStep> RecordSweepAsync(SweepRecord sweep, CancellationToken cancellationToken)
    {
        var scope = sweep.Scope.ToString();
        if (await _plans.FindAsync(sweep.RunId, cancellationToken) is not { } plan || plan.PlaceOf(scope) is not { } place)
        {
            return RunStep.None;
        }

        var standing = await _stores.Scopes.ChangeAsync(
            RunKeys.Scope(sweep.RunId, scope),
            document => document.NoteSweep(
                sweep with { Rejected = [.. sweep.Rejected.Select(PartDocument.Short)] }, plan.Plan.Scopes[place].Left is not null, _time.GetUtcNow()),
            cancellationToken);
        return await _steps.SweptAsync(plan, place, standing, sweep.Approved, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<RunStep> RepeatSweepAsync(SweepScope order, CancellationToken cancellationToken)
    {
        var name = order.Scope.ToString();
        return await _plans.FindAsync(order.RunId, cancellationToken) is { } plan && plan.PlaceOf(name) is { } place
            && await _stores.Scopes.FindAsync(RunKeys.Scope(order.RunId, name), cancellationToken) is { Sweep: { } standing }
                ? await _steps.SweptAsync(plan, place, standing, order.Approved, cancellationToken)
                : RunStep.None;
    }

    /// <inheritdoc/>
    public async ValueTask RecordErrorAsync(Guid runId, RunError error, CancellationToken cancellationToken) =>
        await _stores.Runs.ChangeAsync(RunKeys.Run(runId), run => run.Note(error with { Reason = PartDocument.Short(error.Reason) }), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ResolveErrorsAsync(Guid runId, string step, string queue, CancellationToken cancellationToken) =>
        await _stores.Runs.ChangeAsync(RunKeys.Run(runId), run => run.Resolve(step, queue), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask RecordAftermathAsync(Guid runId, RunAftermath aftermath, CancellationToken cancellationToken) =>
        await _stores.Runs.ChangeAsync(RunKeys.Run(runId), run => run.Note(aftermath), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> GoesAsync(Guid runId, CancellationToken cancellationToken) =>
        await _stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken) is { Goes: true };
}
