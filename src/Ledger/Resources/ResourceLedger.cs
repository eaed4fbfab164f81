using System.Runtime.CompilerServices;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Resources;

/// <summary>The rows of resources. All calls take many rows at once; every write is a compare-and-swap.</summary>
/// <param name="table">The store.</param>
/// <param name="time">Tells when an absent row may be forgotten.</param>
public sealed class ResourceLedger(ILedgerTable table, TimeProvider time)
{
    /// <summary>
    /// How long the row of a resource that makes nothing stays, be it absent or not wanted: longer than any queue keeps a message (SQS: 14 days), so that a
    /// late one finds out that it is late.
    /// </summary>
    public static readonly TimeSpan AbsentFor = TimeSpan.FromDays(15);

    /// <summary>Reads rows, in order; unknown ones with version 0.</summary>
    public async ValueTask<IReadOnlyList<StoredRow>> ReadAsync(IReadOnlyList<RowKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var items = await table.GetAsync([.. keys.Select(KeyOf)], cancellationToken);
        return [.. keys.Zip(items, Stored)];
    }

    /// <summary>
    /// Changes rows, each atomically: reads again those that somebody else wrote meanwhile, until all changes are made
    /// or left.
    /// </summary>
    /// <param name="rows">The rows as they were last read.</param>
    /// <param name="change">What each is to be.</param>
    /// <param name="cancellationToken">Stops; some may have been changed.</param>
    public async ValueTask ChangeAsync(IReadOnlyList<StoredRow> rows, RowChange change, CancellationToken cancellationToken)
    {
        while (rows.Count > 0)
        {
            var changes = rows.Select(current => (current.Key, Write: WriteOf(current, change(current)))).Where(wanted => wanted.Write is not null).ToList();
            if (changes.Count == 0)
            {
                return;
            }

            var written = await table.WriteAsync([.. changes.Select(wanted => wanted.Write!)], cancellationToken);
            rows = await ReadAsync([.. changes.Zip(written).Where(pair => !pair.Second).Select(pair => pair.First.Key)], cancellationToken);
        }
    }

    /// <summary>Takes note of a repair: whoever writes these entities of a row next, writes them whatever their hash.</summary>
    public async ValueTask DoubtAsync(IReadOnlyDictionary<RowKey, IReadOnlySet<EntityKey>> entities, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync([.. entities.Keys], cancellationToken);
        await ChangeAsync(
            rows,
            current => NeedsDoubt(current.Row, entities[current.Key]) ? current.Row.Doubting(entities[current.Key]) : null,
            cancellationToken);
    }

    /// <summary>The rows of a scope, in the order of their keys.</summary>
    public async IAsyncEnumerable<StoredRow> RowsAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in table.QueryAsync(PartitionOf(scope), string.Empty, cancellationToken))
        {
            var (identifier, row) = RowCodec.Read(item.Content);
            yield return new StoredRow(new RowKey(scope, identifier), row, item.Version);
        }
    }

    private static bool NeedsDoubt(ResourceRow row, IReadOnlySet<EntityKey> entities) =>
        row.Claims.Any(claim => !claim.IsDoubted)
        || row.Contributions.Any(made => entities.Contains(made.Entity)
            && (made.State & (ContributionState.Confirmed | ContributionState.Shadowed | ContributionState.Taken)) != 0);

    private LedgerWrite? WriteOf(StoredRow current, ResourceRow? row) => row is null ? null : new LedgerWrite(
        KeyOf(current.Key),
        RowCodec.Write(current.Key.Identifier, row),
        current.Version,
        !row.IsOpen && row.Contributions.All(made => made.IsTaken) ? time.GetUtcNow() + AbsentFor : null);

    private static StoredRow Stored(RowKey key, LedgerItem? item) => item is null
        ? new StoredRow(key, ResourceRow.Unknown, 0)
        : new StoredRow(key, RowCodec.Read(item.Content).Row, item.Version);

    private static LedgerKey KeyOf(RowKey key) => new(PartitionOf(key.Scope), LedgerText.Key(key.Identifier));

    private static string PartitionOf(Scope scope) => $"row/{LedgerText.Key(scope.ToString())}";
}
