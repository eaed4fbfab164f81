using System.Runtime.CompilerServices;

namespace Pipeline.Ledger.Tables.Content;

/// <summary>A table whose content is stored compressed from 4 KB on, in whatever store lies below, and is refused when it is too large for any.</summary>
public sealed class PackedTable(ILedgerTable stored) : ILedgerTable
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken) =>
        [.. (await stored.GetAsync(keys, cancellationToken)).Select(item => item is null ? null : Unpack(item))];

    /// <inheritdoc/>
    /// <exception cref="ContentTooLargeException">One of them does not fit; none was written.</exception>
    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken) =>
        stored.WriteAsync([.. writes.Select(Pack)], cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerItem> QueryAsync(
        string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in stored.QueryAsync(partition, prefix, cancellationToken))
        {
            yield return Unpack(item);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken) =>
        stored.AddAsync(counter, amount, cancellationToken);

    private static LedgerWrite Pack(LedgerWrite write) =>
        write.Content is { } content ? write with { Content = PackedContent.Pack(write.Key, content) } : write;

    private static LedgerItem Unpack(LedgerItem item) => item with { Content = PackedContent.Unpack(item.Key, item.Content) };
}
