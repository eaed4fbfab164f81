namespace Pipeline.Ledger.Resources;

/// <summary>The mark of one scope as this process knows it, raised by one write for all that wait.</summary>
internal sealed class RaisedMark
{
    private readonly Lock _lock = new();
    private ListingMark? _stored;
    private ListingMark? _wanted;
    private Task? _storing;

    /// <summary>Whether a page goes before what is noted: a later page of the same listing, or a later listing.</summary>
    public static bool IsAbove(ListingMark page, ListingMark noted) => page.IsSameListing(noted)
        ? page.Order.Ticket > noted.Order.Ticket
        : !IsOutdated(page, noted);

    public async ValueTask<bool> RaiseAsync(
        ListingMark page, Func<ListingMark, ValueTask<ListingMark>> store, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task storing;
            lock (_lock)
            {
                if (_stored is { } noted && !IsAbove(page, noted))
                {
                    return !IsOutdated(page, noted);
                }

                _wanted = _wanted is null || IsAbove(page, _wanted) ? page : _wanted;
                storing = _storing ??= Task.Run(() => StoreAsync(store), CancellationToken.None);
            }

            await storing.WaitAsync(cancellationToken);
        }
    }

    private async Task StoreAsync(Func<ListingMark, ValueTask<ListingMark>> store)
    {
        ListingMark wanted;
        lock (_lock)
        {
            wanted = _wanted!;
            _wanted = null;
        }

        try
        {
            var stored = await store(wanted);
            lock (_lock)
            {
                _stored = stored;
            }
        }
        finally
        {
            lock (_lock)
            {
                _storing = null;
            }
        }
    }

    private static bool IsOutdated(ListingMark page, ListingMark noted) =>
        !page.IsSameListing(noted)
        && !(page.RunId == noted.RunId && page.Attempt > noted.Attempt)
        && !page.Order.Covers(noted.Order);
}
