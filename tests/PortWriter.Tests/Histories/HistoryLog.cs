using System.Collections.Concurrent;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>What happened in a history, in order, so that a failing one says why.</summary>
internal sealed class HistoryLog
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly AsyncLocal<int> _delivery = new();
    private int _deliveries;

    /// <summary>Whatever the caller notes from here on is a new delivery's.</summary>
    public void Begin(HistoryMessage message)
    {
        _delivery.Value = Interlocked.Increment(ref _deliveries);
        Note($"gets {message}");
    }

    public void Note(string line) => _lines.Enqueue($"#{_delivery.Value} {line}");

    /// <summary>The lines that name one of some resources or entities.</summary>
    public IEnumerable<string> About(params IEnumerable<string> names)
    {
        var wanted = names.ToList();
        return _lines.Where(line => wanted.Exists(name => line.Contains(name, StringComparison.Ordinal)));
    }
}
