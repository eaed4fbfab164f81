namespace Pipeline.Enumerator.Calls;

/// <summary>How often AWS was asked, and how often it throttled, since the process began.</summary>
public sealed class CallCounts
{
    private long _calls;
    private long _throttled;

    /// <summary>Calls sent, retries included.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Calls that AWS throttled.</summary>
    public long ThrottledCalls => Interlocked.Read(ref _throttled);

    internal void Called() => Interlocked.Increment(ref _calls);

    internal void Throttled() => Interlocked.Increment(ref _throttled);
}
