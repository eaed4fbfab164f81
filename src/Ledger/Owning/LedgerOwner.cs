using System.Text;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Owning;

/// <summary>
/// The Port organisation that a ledger belongs to. File and prefix name Port's address and the integration only, and both may
/// be the same for another organisation.
/// </summary>
/// <param name="table">The store.</param>
public sealed class LedgerOwner(ILedgerTable table)
{
    private static readonly LedgerKey Key = new("owner", "organisation");

    /// <summary>Whose it is; null while it belongs to nobody.</summary>
    public async ValueTask<string?> FindAsync(CancellationToken cancellationToken) =>
        (await table.GetAsync([Key], cancellationToken))[0] is { } item ? Encoding.UTF8.GetString(item.Content.Span) : null;

    /// <summary>Makes a ledger that belongs to nobody yet an organisation's; answers whose it is.</summary>
    public async ValueTask<string> ClaimAsync(string organisation, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(cancellationToken) is { } owner)
            {
                return owner;
            }

            await table.WriteAsync([new LedgerWrite(Key, Encoding.UTF8.GetBytes(organisation), Expected: 0)], cancellationToken);
        }
    }
}
