using System.Runtime.CompilerServices;

namespace Pipeline.Ledger.Tables.Metering;

/// <summary>A table whose reads and writes are counted.</summary>
public sealed class MeteredTable(ILedgerTable stored, LedgerMeter meter) : ILedgerTable
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken)
    {
        meter.Read(keys.Count);
        return stored.GetAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken)
    {
        meter.Written(writes.Count);
        return stored.WriteAsync(writes, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerItem> QueryAsync(
        string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in stored.QueryAsync(partition, prefix, cancellationToken))
        {
            meter.Read(1);
            yield return item;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken)
    {
        meter.Written(1);
        return stored.AddAsync(counter, amount, cancellationToken);
    }
}
