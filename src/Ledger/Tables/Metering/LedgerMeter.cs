using System.Diagnostics.Metrics;

namespace Pipeline.Ledger.Tables.Metering;

/// <summary>Counts what is asked of the ledger's store: on AWS each read and write is paid for.</summary>
public sealed class LedgerMeter : IDisposable
{
    private const string Name = "Pipeline.Ledger";

    private readonly Meter _meter;
    private readonly Counter<long> _readCounter;
    private readonly Counter<long> _writeCounter;
    private long _reads;
    private long _writes;

    /// <summary>Makes the meter <c>Pipeline.Ledger</c>.</summary>
    /// <param name="meters">Makes it; null for one that nothing listens to.</param>
    public LedgerMeter(IMeterFactory? meters)
    {
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _readCounter = _meter.CreateCounter<long>("pipeline.ledger.reads", "{item}", "Items read from the ledger's store");
        _writeCounter = _meter.CreateCounter<long>("pipeline.ledger.writes", "{item}", "Items written to the ledger's store, and numbers drawn from its counters");
    }

    /// <summary>What was counted so far.</summary>
    public LedgerStatistics Statistics => new(Interlocked.Read(ref _reads), Interlocked.Read(ref _writes));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Read(int items)
    {
        Interlocked.Add(ref _reads, items);
        _readCounter.Add(items);
    }

    internal void Written(int items)
    {
        Interlocked.Add(ref _writes, items);
        _writeCounter.Add(items);
    }
}
