using System.Collections.Concurrent;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Listing;

/// <summary>
/// The listings that this process is at. A second delivery of an order would take the listing over from the first, and
/// list again the page that the first has under way: where every message comes five times, that is a page each time.
/// </summary>
/// <remarks>Another process does not see it. It takes the listing over, because this one may be dead.</remarks>
internal sealed class ListingsHere
{
    private readonly ConcurrentDictionary<(Guid RunId, Scope Scope, int Attempt), bool> _held = new();

    /// <summary>Begins a listing, until what is answered is disposed. Null when it is being done.</summary>
    public IDisposable? TryHold(EnumerateScope order)
    {
        var listing = (order.RunId, order.Scope, order.Attempt);
        return _held.TryAdd(listing, true) ? new Hold(() => _held.TryRemove(listing, out _)) : null;
    }

    private sealed class Hold(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
