using System.Collections.Concurrent;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Resources;

/// <summary>
/// The blueprints of which entities were ever reached by a search. Which ones Port found is not recorded, so among
/// these nothing is deleted that the ledger does not know by name.
/// </summary>
/// <param name="table">The store.</param>
public sealed class SearchedBlueprints(ILedgerTable table)
{
    private const string Partition = "searched";
    private static readonly byte[] Content = [1];

    private readonly ConcurrentDictionary<string, bool> _noted = new(StringComparer.Ordinal);

    /// <summary>Notes that an entity of a blueprint is about to be reached by a search.</summary>
    public async ValueTask AddAsync(string blueprint, CancellationToken cancellationToken)
    {
        if (_noted.ContainsKey(blueprint))
        {
            return;
        }

        // When it is there already the write is refused, which is as good.
        await table.WriteAsync([new LedgerWrite(new LedgerKey(Partition, LedgerText.Key(blueprint)), Content, Expected: 0)], cancellationToken);
        _noted.TryAdd(blueprint, true);
    }

    /// <summary>Whether entities of a blueprint were ever reached by a search.</summary>
    public async ValueTask<bool> ContainsAsync(string blueprint, CancellationToken cancellationToken) =>
        (await table.GetAsync([new LedgerKey(Partition, LedgerText.Key(blueprint))], cancellationToken))[0] is not null;
}
