using Pipeline.Contracts;

namespace Pipeline.Ledger.InMemory;

/// <summary>A ledger that lives as long as its process.</summary>
public sealed class InMemoryRunLedger(TimeProvider time) : IRunLedger
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
            if (_runs.TryAdd(run.RunId, new RunEntry(run)))
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
    public ValueTask<RunOutcome?> PlanAsync(Guid runId, RunPlan plan, CancellationToken cancellationToken) =>
        Change(runId, run => run.Plan(plan));

    /// <inheritdoc/>
    public ValueTask<RunOutcome?> FailRunAsync(Guid runId, string reason, CancellationToken cancellationToken) =>
        Change(runId, run => run.Fail(reason));

    /// <inheritdoc/>
    public ValueTask RecordListedAsync(BatchId batch, int resources, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _runs.GetValueOrDefault(batch.RunId)?.Listed(batch, resources);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<RunOutcome?> RecordScopeEndAsync(ScopeEnd end, CancellationToken cancellationToken) =>
        Change(end.RunId, run => run.EndScope(end));

    /// <inheritdoc/>
    public ValueTask<RunOutcome?> RecordBatchAsync(BatchRecord batch, CancellationToken cancellationToken) =>
        Change(batch.Batch.RunId, run => run.Record(batch));

    /// <inheritdoc/>
    public ValueTask<RunOutcome?> RecordLostPageAsync(BatchId page, ScopeFailure failure, CancellationToken cancellationToken) =>
        Change(page.RunId, run => run.Lose(page, failure));

    /// <inheritdoc/>
    public ValueTask<RunSnapshot?> FindRunAsync(Guid runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_runs.GetValueOrDefault(runId)?.Snapshot());
        }
    }

    private ValueTask<RunOutcome?> Change(Guid runId, Action<RunEntry> change)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(runId, out var run))
            {
                return ValueTask.FromResult<RunOutcome?>(null);
            }

            change(run);
            return ValueTask.FromResult(run.TryEnd(time.GetUtcNow()));
        }
    }
}
