using Pipeline.Messaging.Flow;

namespace Pipeline.PortWriter.Bulk;

/// <summary>
/// Bounds how many entities are being written at one time, in each lane: an entity on its way takes tens of kilobytes, for
/// its rows, and for requests to the ledger and to Port. A message with more than all the room goes alone.
/// </summary>
/// <param name="options">How many.</param>
internal sealed class WriteRoom(PortWriterOptions options)
{
    private readonly CreditLine<long> _resync = new(options.EntitiesUnderWay, CancellationToken.None);
    private readonly CreditLine<long> _live = new(options.EntitiesUnderWay, CancellationToken.None);
    private long _taken;

    /// <summary>Waits for room, in the order of those who ask; what is answered gives it back.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task<IDisposable> TakeAsync(int entities, bool isLive, CancellationToken cancellationToken)
    {
        var (line, key) = (isLive ? _live : _resync, Interlocked.Increment(ref _taken));
        await line.TakeAsync(key, entities, cancellationToken);
        return new Share(line, key);
    }

    private sealed class Share(CreditLine<long> line, long key) : IDisposable
    {
        public void Dispose() => line.Return(key);
    }
}
