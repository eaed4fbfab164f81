using System.Runtime.CompilerServices;
using Pipeline.Contracts;

namespace Pipeline.Ledger.InMemory;

/// <summary>A ledger that lives as long as its process.</summary>
public sealed class InMemoryRunLedger(TimeProvider time, RunLedgerOptions options) : IRunLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, RunEntry> _runs = [];
    private readonly Queue<Guid> _order = [];
    private readonly Dictionary<(string AccountId, string Region), long> _tickets = [];

    /// <inheritdoc/>
    public ValueTask<long> NextTicketAsync(string accountId, string region, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var ticket = _tickets.GetValueOrDefault((accountId, region)) + 1;
            _tickets[(accountId, region)] = ticket;
            return ValueTask.FromResult(ticket);
        }
    }

    /// <inheritdoc/>
    public ValueTask BeginRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_runs.TryAdd(run.RunId, new RunEntry(run, options)))
            {
                _order.Enqueue(run.RunId);
            }

            while (_order.Count > RunLimits.RunsKept)
            {
                _runs.Remove(_order.Dequeue());
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StandingPlan> PlanAsync(Guid runId, RunPlan plan, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var run = _runs.GetValueOrDefault(runId);
            run?.Plan(plan);
            return ValueTask.FromResult(run?.Standing(run.Advance(time.GetUtcNow())) ?? new StandingPlan { Plan = plan, Open = [] });
        }
    }

    /// <inheritdoc/>
    public ValueTask<StandingPlan?> FindPlanAsync(Guid runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_runs.GetValueOrDefault(runId)?.Standing(RunStep.None));
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunStep> FailRunAsync(Guid runId, string reason, CancellationToken cancellationToken) =>
        Change(runId, run => run.Fail(reason));

    /// <inheritdoc/>
    public ValueTask<RunStep> StopRunAsync(Guid runId, RunOutcome outcome, string reason, CancellationToken cancellationToken) =>
        Change(runId, run => run.Stop(outcome, reason));

    /// <inheritdoc/>
    public ValueTask<ListingCheckpoint?> ResumeListingAsync(Guid runId, Scope scope, int attempt, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ListingCheckpoint?>(new ListingCheckpoint { Session = 1, Pages = 0, Resources = 0, FirstTicket = 0 });

    /// <inheritdoc/>
    public ValueTask<bool> RecordListedAsync(ListedPage page, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _runs.GetValueOrDefault(page.Batch.RunId)?.Listed(page.Batch, page.Resources);
        }

        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public ValueTask<RunStep> RecordScopeEndAsync(ScopeEnd end, CancellationToken cancellationToken) =>
        Change(end.RunId, run => run.EndScope(end));

    /// <inheritdoc/>
    public ValueTask<RunStep> RecordBatchAsync(BatchRecord batch, CancellationToken cancellationToken) =>
        Change(batch.Batch.RunId, run => run.Record(batch));

    /// <inheritdoc/>
    public ValueTask<RunStep> RecordLostPageAsync(BatchId page, ScopeFailure failure, CancellationToken cancellationToken) =>
        Change(page.RunId, run => run.Lose(page, failure));

    /// <inheritdoc/>
    public ValueTask<RunStep> RecordSweepAsync(SweepRecord sweep, CancellationToken cancellationToken) =>
        Change(sweep.RunId, run => run.Swept(sweep));

    /// <inheritdoc/>
    public ValueTask<SeenResources?> FindSeenAsync(Guid runId, Scope scope, int attempt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_runs.GetValueOrDefault(runId)?.Seen(scope, attempt));
        }
    }

    /// <inheritdoc/>
    public ValueTask<CompletedListing?> FindListingAsync(Scope scope, CancellationToken cancellationToken) =>
        ValueTask.FromResult<CompletedListing?>(null);

    /// <inheritdoc/>
    public ValueTask<RunSnapshot?> FindRunAsync(Guid runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_runs.GetValueOrDefault(runId)?.Snapshot());
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunSnapshot?> FindProgressAsync(Guid runId, CancellationToken cancellationToken) => FindRunAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunSnapshot> ListRunsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var runId in _order.Reverse())
        {
            yield return (await FindRunAsync(runId, cancellationToken))!;
        }
    }

    private ValueTask<RunStep> Change(Guid runId, Action<RunEntry> change)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(runId, out var run))
            {
                return ValueTask.FromResult(RunStep.None);
            }

            change(run);
            return ValueTask.FromResult(run.Advance(time.GetUtcNow()));
        }
    }
}
