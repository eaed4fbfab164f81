using Pipeline.Ledger.Documents;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Queue;

/// <summary>The queue of runs, on any table.</summary>
public sealed class TableRunQueue(ILedgerTable table, TimeProvider time) : IRunQueue
{
    private static readonly LedgerKey Key = new("queue", "runs");

    private readonly DocumentStore<RunQueueDocument> _queue = new(table, QueueJson.Default.RunQueueDocument, retention: null, time);
    private readonly DocumentStore<SlotDocument> _slots = new(table, QueueJson.Default.SlotDocument, retention: null, time);

    /// <inheritdoc/>
    public ValueTask<QueueAnswer> RequestAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var runId = Guid.CreateVersion7(time.GetUtcNow());
        return _queue.ChangeAsync(Key, queue => queue.Request(runId, request, time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask StartedAsync(Guid runId, CancellationToken cancellationToken) =>
        await _queue.ChangeAsync(Key, queue => queue.Start(runId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<QueuedRun?> EndAsync(Guid runId, CancellationToken cancellationToken) =>
        _queue.ChangeAsync(Key, queue => queue.End(runId, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<QueuedRun?> TakeOverAsync(CancellationToken cancellationToken) =>
        _queue.ChangeAsync(Key, queue => queue.TakeOver(time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<RunQueueState> FindAsync(CancellationToken cancellationToken)
    {
        var queue = await _queue.FindAsync(Key, cancellationToken);
        return new RunQueueState(queue?.Current, queue?.Waiting);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryClaimSlotAsync(string schedule, TimeSpan interval, CancellationToken cancellationToken) =>
        _slots.ChangeAsync(new LedgerKey("queue", $"slot/{schedule}"), slot => slot.TryClaim(interval, time.GetUtcNow()), cancellationToken);
}
