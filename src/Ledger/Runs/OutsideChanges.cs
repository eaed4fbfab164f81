using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger;

/// <summary>
/// Counts what is changed at Port by no page and no sweep of a run: by live events, and by resources that were asked for
/// again. It only grows; a run's report tells by how much while the run went, and until the next one began.
/// </summary>
/// <param name="table">The store.</param>
public sealed class OutsideChanges(ILedgerTable table)
{
    private static readonly LedgerKey Written = new("outside", "written");
    private static readonly LedgerKey Deleted = new("outside", "deleted");

    /// <summary>Adds to it.</summary>
    public async ValueTask AddAsync(int written, int deleted, CancellationToken cancellationToken)
    {
        if (written > 0)
        {
            await table.AddAsync(Written, written, cancellationToken);
        }

        if (deleted > 0)
        {
            await table.AddAsync(Deleted, deleted, cancellationToken);
        }
    }

    /// <summary>All that was counted so far.</summary>
    public async ValueTask<ChangeCount> ReadAsync(CancellationToken cancellationToken) => new(
        await table.AddAsync(Written, 0, cancellationToken), await table.AddAsync(Deleted, 0, cancellationToken));
}
