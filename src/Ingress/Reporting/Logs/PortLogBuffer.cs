using System.Threading.Channels;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting.Logs;

/// <summary>Entries on their way to Port: a bounded number, of which the oldest make room, so that logging never waits.</summary>
internal sealed class PortLogBuffer
{
    /// <summary>Entries that wait at most.</summary>
    public const int Capacity = 2000;

    private readonly Channel<PortLogEntry> _entries;
    private long _lost;

    public PortLogBuffer() => _entries = Channel.CreateBounded<PortLogEntry>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ => Interlocked.Increment(ref _lost));

    public void Add(PortLogEntry entry) => _entries.Writer.TryWrite(entry);

    /// <summary>Waits until there is something.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _entries.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out PortLogEntry entry) => _entries.Reader.TryRead(out entry!);

    /// <summary>How many made room since this was asked the last time.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);
}
