using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Resources;

/// <summary>The resources of a run that are to be written once more before it ends.</summary>
/// <param name="table">The store.</param>
/// <param name="time">Tells when they may be forgotten.</param>
public sealed class ParkedResources(ILedgerTable table, TimeProvider time)
{
    /// <summary>Parks resources, in place of what was parked of them before.</summary>
    public async ValueTask PutAsync(Guid runId, IReadOnlyList<ParkedResource> resources, CancellationToken cancellationToken)
    {
        var open = resources;
        while (open.Count > 0)
        {
            var known = await table.GetAsync([.. open.Select(resource => KeyOf(runId, resource.Row))], cancellationToken);
            var expires = time.GetUtcNow() + ResourceLedger.AbsentFor;
            var written = await table.WriteAsync(
                [.. open.Zip(known).Select(pair => new LedgerWrite(KeyOf(runId, pair.First.Row), ParkedCodec.Write(pair.First), pair.Second?.Version ?? 0, expires))],
                cancellationToken);
            open = [.. open.Zip(written).Where(pair => !pair.Second).Select(pair => pair.First)];
        }
    }

    /// <summary>What is parked.</summary>
    public IAsyncEnumerable<ParkedResource> ListAsync(Guid runId, CancellationToken cancellationToken) =>
        table.QueryAsync(PartitionOf(runId), string.Empty, cancellationToken).Select(item => ParkedCodec.Read(item.Content));

    /// <summary>Forgets resources that were written.</summary>
    public async ValueTask RemoveAsync(Guid runId, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken)
    {
        if (rows.Count > 0)
        {
            var known = await table.GetAsync([.. rows.Select(row => KeyOf(runId, row))], cancellationToken);
            await table.WriteAsync([.. known.OfType<LedgerItem>().Select(item => new LedgerWrite(item.Key, null, item.Version))], cancellationToken);
        }
    }

    private static LedgerKey KeyOf(Guid runId, RowKey row) => new(PartitionOf(runId), LedgerText.Short(row.ToString()));

    private static string PartitionOf(Guid runId) => $"parked/{runId:N}";
}
