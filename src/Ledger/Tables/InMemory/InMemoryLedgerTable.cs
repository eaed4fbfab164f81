using System.Runtime.CompilerServices;

namespace Pipeline.Ledger.Tables.InMemory;

/// <summary>A table that lives as long as its process. For tests and for what need not outlive one.</summary>
public sealed class InMemoryLedgerTable(TimeProvider time) : ILedgerTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<string, Entry>> _partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<LedgerKey, long> _counters = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<LedgerItem?>>([.. keys.Select(Find)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<bool>>([.. writes.Select(TryWrite)]);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerItem> QueryAsync(
        string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<LedgerItem> found;
        lock (_lock)
        {
            found = _partitions.TryGetValue(partition, out var items)
                ? [.. items.Keys.Where(sort => sort.StartsWith(prefix, StringComparison.Ordinal)).Select(sort => Find(new(partition, sort))).OfType<LedgerItem>()]
                : [];
        }

        await Task.CompletedTask;
        foreach (var item in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_counters[counter] = _counters.GetValueOrDefault(counter) + amount);
        }
    }

    private LedgerItem? Find(LedgerKey key) =>
        _partitions.TryGetValue(key.Partition, out var items)
            && items.TryGetValue(key.Sort, out var entry)
            && !(entry.ExpiresAt <= time.GetUtcNow())
                ? new LedgerItem(key, entry.Content, entry.Version)
                : null;

    private bool TryWrite(LedgerWrite write)
    {
        if ((Find(write.Key)?.Version ?? 0) != write.Expected)
        {
            return false;
        }

        if (!_partitions.TryGetValue(write.Key.Partition, out var items))
        {
            _partitions.Add(write.Key.Partition, items = new(Utf8Order.Instance));
        }

        if (write.Content is { } content)
        {
            items[write.Key.Sort] = new Entry(content.ToArray(), ItemVersion.After(write.Expected), write.ExpiresAt);
        }
        else
        {
            items.Remove(write.Key.Sort);
        }

        return true;
    }

    private sealed record Entry(byte[] Content, long Version, DateTimeOffset? ExpiresAt);
}
