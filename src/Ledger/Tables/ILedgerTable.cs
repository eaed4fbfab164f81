namespace Pipeline.Ledger.Tables;

/// <summary>
/// The store under the ledger: items with conditional writes, and counters. Everything the ledger means is built on
/// these four calls, so that a store is small and all stores behave alike. Reads see every write that was answered.
/// </summary>
public interface ILedgerTable
{
    /// <summary>Reads items, however many; null for those that are not there.</summary>
    ValueTask<IReadOnlyList<LedgerItem?>> GetAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Writes items, however many and each by itself: no two of one key. Answers for each whether it was written; false
    /// when its version is no longer the expected one. After an exception any of them may have been.
    /// </summary>
    ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken cancellationToken);

    /// <summary>The items of a partition in the order of their sort keys, page by page.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="prefix">What the sort keys begin with; empty for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<LedgerItem> QueryAsync(string partition, string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Adds to a counter and answers its new value. A counter is no item; one that was never added to is 0. Nothing is added
    /// by reading it with 0, which a table that is open to be read only allows too.
    /// </summary>
    ValueTask<long> AddAsync(LedgerKey counter, long amount, CancellationToken cancellationToken);
}
