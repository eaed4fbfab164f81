using System.Diagnostics.Metrics;

namespace Pipeline.Port;

/// <summary>Counts what goes over the wire, for metrics and for <see cref="PortStatistics"/>.</summary>
internal sealed class PortMeter : IDisposable
{
    public const string Name = "Pipeline.Port";

    private readonly Meter _meter;
    private readonly Counter<long> _callCounter;
    private readonly Counter<long> _retryCounter;
    private readonly Counter<long> _throttledCounter;
    private long _calls;
    private long _bulkRequests;
    private long _retries;
    private long _throttled;
    private long _bytesSent;
    private long _bytesReceived;

    public PortMeter(IMeterFactory? factory)
    {
        _meter = factory?.Create(Name) ?? new Meter(Name);
        _callCounter = _meter.CreateCounter<long>("pipeline.port.calls", "{request}", "Requests sent to Port");
        _retryCounter = _meter.CreateCounter<long>("pipeline.port.retries", "{request}", "Requests sent to Port again");
        _throttledCounter = _meter.CreateCounter<long>("pipeline.port.throttled", "{request}", "Requests that Port refused with 429");
    }

    public PortStatistics Snapshot => new(
        Interlocked.Read(ref _calls),
        Interlocked.Read(ref _bulkRequests),
        Interlocked.Read(ref _retries),
        Interlocked.Read(ref _throttled),
        Interlocked.Read(ref _bytesSent),
        Interlocked.Read(ref _bytesReceived));

    public void Sent(PortRequest request)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _bytesSent, request.Body?.Length ?? 0);
        if (request.IsBulkUpsert)
        {
            Interlocked.Increment(ref _bulkRequests);
        }

        _callCounter.Add(1);
    }

    public void Received(PortAnswer answer)
    {
        Interlocked.Add(ref _bytesReceived, answer.Body.Length);
        if (answer.Status == 429)
        {
            Interlocked.Increment(ref _throttled);
            _throttledCounter.Add(1);
        }
    }

    public void Retried()
    {
        Interlocked.Increment(ref _retries);
        _retryCounter.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}
