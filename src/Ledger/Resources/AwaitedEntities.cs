using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Resources;

/// <summary>Which parked resources wait for an entity: the way from what was written to what waits for it.</summary>
/// <param name="table">The store.</param>
/// <param name="time">Tells when a note may be forgotten.</param>
public sealed class AwaitedEntities(ILedgerTable table, TimeProvider time)
{
    /// <summary>Notes that a resource waits for entities.</summary>
    public async ValueTask AddAsync(RowKey row, IReadOnlyCollection<EntityKey> entities, CancellationToken cancellationToken)
    {
        // One that is there already is refused, and says the same: its time is as long as that of what waits.
        if (entities.Count > 0)
        {
            var writer = new ItemWriter();
            writer.Write(row.Scope);
            writer.Text(row.Identifier);
            var (item, expires) = (writer.ToItem(), time.GetUtcNow() + (2 * ResourceLedger.AbsentFor));
            await table.WriteAsync([.. entities.Select(entity => new LedgerWrite(KeyOf(entity, row), item, Expected: 0, expires))], cancellationToken);
        }
    }

    /// <summary>The resources that wait for an entity.</summary>
    public IAsyncEnumerable<RowKey> WaitingAsync(EntityKey entity, CancellationToken cancellationToken) =>
        table.QueryAsync(PartitionOf(entity), string.Empty, cancellationToken).Select(item => Read(item.Content));

    /// <summary>Forgets that a resource waits for entities.</summary>
    public async ValueTask RemoveAsync(RowKey row, IReadOnlyCollection<EntityKey> entities, CancellationToken cancellationToken)
    {
        if (entities.Count > 0)
        {
            var known = await table.GetAsync([.. entities.Select(entity => KeyOf(entity, row))], cancellationToken);
            await table.WriteAsync([.. known.OfType<LedgerItem>().Select(item => new LedgerWrite(item.Key, null, item.Version))], cancellationToken);
        }
    }

    private static RowKey Read(ReadOnlyMemory<byte> content)
    {
        var reader = new ItemReader(content);
        return new RowKey(ScopeCodec.ReadScope(ref reader), reader.Text());
    }

    private static LedgerKey KeyOf(EntityKey entity, RowKey row) => new(PartitionOf(entity), LedgerText.Short(row.ToString()));

    private static string PartitionOf(EntityKey entity) => $"awaited/{LedgerText.Key($"{entity.Blueprint}/{entity.Identifier}")}";
}
