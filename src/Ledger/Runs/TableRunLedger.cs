using Pipeline.Contracts;
using Pipeline.Ledger.Runs.State;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger;

/// <summary>The record of runs, on any table.</summary>
public sealed partial class TableRunLedger : IRunLedger
{
    private readonly TimeProvider _time;
    private readonly RunStores _stores;
    private readonly PlanStore _plans;
    private readonly PartStore _parts;
    private readonly RunSteps _steps;
    private readonly RunReports _reports;
    private readonly RunRegister _register;
    private readonly SeenReader _seen;

    /// <summary>Makes the ledger of one installation.</summary>
    public TableRunLedger(ILedgerTable table, RunLedgerOptions options, TimeProvider time)
    {
        _time = time;
        _stores = new RunStores(table, time);
        _plans = new PlanStore(_stores, time);
        _parts = new PartStore(_stores, time);
        _steps = new RunSteps(_stores, _plans, options, time);
        _reports = new RunReports(_stores, _plans, _parts, new LeftoverReader(table, time), new OutsideReader(_stores));
        _register = new RunRegister(_stores, time);
        _seen = new SeenReader(_stores, _plans, _parts);
    }

    /// <inheritdoc/>
    public ValueTask<long> NextTicketAsync(string accountId, string region, CancellationToken cancellationToken) =>
        _stores.Table.AddAsync(RunKeys.Ticket(accountId, region), 1, cancellationToken);

    /// <inheritdoc/>
    public ValueTask BeginRunAsync(RunRecord run, CancellationToken cancellationToken) => _register.BeginAsync(run, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<StandingPlan> PlanAsync(Guid runId, RunPlan plan, CancellationToken cancellationToken)
    {
        var planId = Guid.NewGuid();
        if (await _plans.FindAsync(runId, cancellationToken) is null)
        {
            await _plans.WriteAsync(runId, planId, plan, cancellationToken);
        }

        // The first plan stands: of another, only the chunks are left, and they expire.
        var due = await _stores.Runs.ChangeAsync(
            RunKeys.Run(runId), run => run.Plan(planId, plan.Scopes.Count, _time.GetUtcNow()), cancellationToken);
        return await _plans.FindAsync(runId, cancellationToken) is { } standing
            ? await StandingAsync(standing, due, cancellationToken)
            : new StandingPlan { Plan = plan, Open = [] };
    }

    /// <inheritdoc/>
    public async ValueTask<StandingPlan?> FindPlanAsync(Guid runId, CancellationToken cancellationToken) =>
        await _plans.FindAsync(runId, cancellationToken) is { } plan ? await StandingAsync(plan, RunDue.Nothing, cancellationToken) : null;

    /// <inheritdoc/>
    public async ValueTask<ListingCheckpoint?> ResumeListingAsync(Guid runId, Scope scope, int attempt, CancellationToken cancellationToken) =>
        await GoesAsync(runId, cancellationToken)
            ? await _stores.Scopes.ChangeAsync(
                RunKeys.Scope(runId, scope.ToString()), document => document.Resume(attempt, _time.GetUtcNow()), cancellationToken)
            : null;

    /// <inheritdoc/>
    public async ValueTask<bool> RecordListedAsync(ListedPage page, CancellationToken cancellationToken) =>
        await GoesAsync(page.Batch.RunId, cancellationToken)
        && await _stores.Scopes.ChangeAsync(
            RunKeys.Scope(page.Batch.RunId, page.Batch.Scope), document => document.List(page, _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunStep> RecordScopeEndAsync(ScopeEnd end, CancellationToken cancellationToken) =>
        ChangeScopeAsync(end.RunId, end.Scope.ToString(), scope => scope.End(end, _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<RunStep> RecordBatchAsync(BatchRecord batch, CancellationToken cancellationToken)
    {
        if (!await IsKnownAsync(batch.Batch.RunId, cancellationToken))
        {
            return RunStep.None;
        }

        await _parts.WriteAsync(batch, cancellationToken);
        return await ChangeScopeAsync(
            batch.Batch.RunId, batch.Batch.Scope, scope => scope.Record(batch, _time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RunStep> RecordLostPageAsync(BatchId page, ScopeFailure failure, CancellationToken cancellationToken) =>
        ChangeScopeAsync(page.RunId, page.Scope, scope => scope.Lose(page, failure, _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SeenResources?> FindSeenAsync(Guid runId, Scope scope, int attempt, CancellationToken cancellationToken) =>
        _seen.FindAsync(runId, scope, attempt, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<CompletedListing?> FindListingAsync(Scope scope, CancellationToken cancellationToken) =>
        (await _stores.Listings.FindAsync(RunKeys.Listing(scope.ToString()), cancellationToken))?.Last;

    /// <inheritdoc/>
    public ValueTask<RunSnapshot?> FindRunAsync(Guid runId, CancellationToken cancellationToken) =>
        _reports.FindAsync(runId, withDetails: true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunSnapshot?> FindProgressAsync(Guid runId, CancellationToken cancellationToken) =>
        _reports.FindAsync(runId, withDetails: false, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunSnapshot> ListRunsAsync(CancellationToken cancellationToken) => _reports.ListAsync(cancellationToken);

    private async ValueTask<RunStep> ChangeScopeAsync(
        Guid runId, string scope, Action<ScopeDocument> change, CancellationToken cancellationToken)
    {
        if (!await IsKnownAsync(runId, cancellationToken))
        {
            return RunStep.None;
        }

        var closed = await _stores.Scopes.ChangeAsync(
            RunKeys.Scope(runId, scope),
            document =>
            {
                change(document);
                return document.IsClosed ? document : null;
            },
            cancellationToken);
        return closed is null ? RunStep.None : await _steps.ScopeClosedAsync(runId, scope, closed, cancellationToken);
    }

    private async ValueTask<StandingPlan> StandingAsync(PlanIndex plan, RunDue due, CancellationToken cancellationToken)
    {
        var scopes = await _stores.Scopes.FindAsync([.. plan.Names.Select(name => RunKeys.Scope(plan.Run.RunId, name))], cancellationToken);
        var step = await _steps.PlannedAsync(plan, scopes, cancellationToken);
        var open = plan.Plan.Scopes.Zip(scopes)
            .Where(pair => pair.First is { Failure: null, Left: null } && pair.Second is null or { IsListing: true })
            .Select(pair => new OpenListing(pair.First, Math.Max(1, pair.Second?.Attempt ?? 1)));
        return new StandingPlan
        {
            Plan = plan.Plan,
            Open = await GoesAsync(plan.Run.RunId, cancellationToken) ? [.. open] : [],
            Step = due.Ended is { } outcome ? new RunStep { Ended = outcome } : step,
        };
    }

    // A run whose plan is at hand is known; what is said of one that is not, is said before its plan or of nothing.
    private async ValueTask<bool> IsKnownAsync(Guid runId, CancellationToken cancellationToken) =>
        await _plans.FindAsync(runId, cancellationToken) is not null
        || await _stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken) is { Record: not null };
}
