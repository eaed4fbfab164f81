namespace Pipeline.Ledger.Resources;

/// <summary>The mark of one scope as this process knows it, raised by one write for all that wait.</summary>
internal sealed class RaisedMark
{
    private readonly Lock _lock = new();
    private ListingMark? _stored;
    private ListingMark? _wanted;
    private Task? _storing;

    public async ValueTask<bool> RaiseAsync(
        ListingMark page, Func<ListingMark, ValueTask<ListingMark>> store, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task storing;
            lock (_lock)
            {
                if (_stored is { } noted && !page.IsAbove(noted))
                {
                    return !page.IsOutdatedBy(noted);
                }

                _wanted = _wanted is null || page.IsAbove(_wanted) ? page : _wanted;
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
}
