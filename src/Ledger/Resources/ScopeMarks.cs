using System.Collections.Concurrent;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Resources;

/// <summary>
/// The directory of scopes, each with the highest ticket that a page of it was compared under. A row that a page left
/// alone, because it was unchanged, does not say so; this does, so that an older message is known for old.
/// </summary>
/// <remarks>
/// The mark is raised before a page's rows are read, and read after a live message has claimed its rows: one of the two
/// sees the other.
/// </remarks>
/// <param name="table">The store.</param>
public sealed class ScopeMarks(ILedgerTable table)
{
    private const string Partition = "scopes";

    private readonly ConcurrentDictionary<Scope, RaisedMark> _raised = new();

    /// <summary>
    /// Notes that a page is about to be compared. Pages that arrive together share a write. Answers false when the
    /// page is older than what was noted before.
    /// </summary>
    public ValueTask<bool> RaiseAsync(Scope scope, ListingMark page, CancellationToken cancellationToken) =>
        _raised.GetOrAdd(scope, static _ => new RaisedMark()).RaiseAsync(page, mark => StoreAsync(scope, mark, cancellationToken), cancellationToken);

    /// <summary>Notes that a scope has rows, though no listing showed it yet; answers its mark.</summary>
    public async ValueTask<ScopeMark> EnterAsync(Scope scope, CancellationToken cancellationToken)
    {
        while (true)
        {
            var item = await ReadAsync(scope, cancellationToken);
            if (item is not null)
            {
                return ScopeMarkCodec.Read(item.Content);
            }

            var entered = new ScopeMark(scope, null);
            if ((await table.WriteAsync([new LedgerWrite(KeyOf(scope), ScopeMarkCodec.Write(entered), 0)], cancellationToken))[0])
            {
                return entered;
            }
        }
    }

    /// <summary>All scopes that have, or had, rows.</summary>
    public IAsyncEnumerable<ScopeMark> ListAsync(CancellationToken cancellationToken) =>
        table.QueryAsync(Partition, string.Empty, cancellationToken).Select(item => ScopeMarkCodec.Read(item.Content));

    /// <summary>The scopes that show a kind in one account and region, whatever their options.</summary>
    public IAsyncEnumerable<ScopeMark> ListAsync(ResourceKey resource, CancellationToken cancellationToken) => table
        .QueryAsync(Partition, $"{resource.AccountId}/{resource.Region}/{resource.Kind}", cancellationToken)
        .Select(item => ScopeMarkCodec.Read(item.Content))
        .Where(mark => mark.Scope.Kind == resource.Kind);

    /// <summary>Stores a page's mark unless a later one is there; answers the one that is there then.</summary>
    private async ValueTask<ListingMark> StoreAsync(Scope scope, ListingMark page, CancellationToken cancellationToken)
    {
        while (true)
        {
            var item = await ReadAsync(scope, cancellationToken);
            var latest = item is null ? null : ScopeMarkCodec.Read(item.Content).Latest;
            if (latest is not null && !page.IsAbove(latest))
            {
                return latest;
            }

            var write = new LedgerWrite(KeyOf(scope), ScopeMarkCodec.Write(new ScopeMark(scope, page)), item?.Version ?? 0);
            if ((await table.WriteAsync([write], cancellationToken))[0])
            {
                return page;
            }
        }
    }

    private async ValueTask<LedgerItem?> ReadAsync(Scope scope, CancellationToken cancellationToken) =>
        (await table.GetAsync([KeyOf(scope)], cancellationToken))[0];

    private static LedgerKey KeyOf(Scope scope) => new(Partition, LedgerText.Key(scope.ToString()));
}
