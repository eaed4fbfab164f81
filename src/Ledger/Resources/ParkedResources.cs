using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Resources;

/// <summary>
/// The resources that are to be written once more, because something they relate to was not at Port: those of each run,
/// and those that no run waits for (<see cref="Live"/>).
/// </summary>
/// <param name="table">The store.</param>
/// <param name="time">Tells when they may be forgotten.</param>
public sealed class ParkedResources(ILedgerTable table, TimeProvider time)
{
    /// <summary>In place of a run: what live events showed, and what runs that are over have left.</summary>
    public static Guid Live => Guid.Empty;

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

    /// <summary>One of them; null when it is not parked.</summary>
    public async ValueTask<ParkedResource?> FindAsync(Guid runId, RowKey row, CancellationToken cancellationToken) =>
        (await table.GetAsync([KeyOf(runId, row)], cancellationToken))[0] is { } item ? ParkedCodec.Read(item.Content) : null;

    /// <summary>Forgets resources that were written; one that was parked anew with something else stays.</summary>
    public async ValueTask RemoveAsync(Guid runId, IReadOnlyList<ParkedResource> resources, CancellationToken cancellationToken)
    {
        if (resources.Count > 0)
        {
            var known = await table.GetAsync([.. resources.Select(resource => KeyOf(runId, resource.Row))], cancellationToken);
            var same = resources.Zip(known).Where(pair => pair.Second is { } item && ParkedCodec.Read(item.Content).Content == pair.First.Content);
            await table.WriteAsync([.. same.Select(pair => new LedgerWrite(pair.Second!.Key, null, pair.Second.Version))], cancellationToken);
        }
    }

    private static LedgerKey KeyOf(Guid runId, RowKey row) => new(PartitionOf(runId), LedgerText.Short(row.ToString()));

    private static string PartitionOf(Guid runId) => $"parked/{runId:N}";
}
