using Pipeline.Aws;

namespace Pipeline.Enumerator.Calls;

/// <summary>Ends the retries of a piece of work that makes no progress.</summary>
/// <param name="time">The clock.</param>
/// <param name="withoutProgress">How long AWS may throttle and fail without answering anything.</param>
/// <param name="unreachable">How long there may be no connection at all.</param>
internal sealed class CallDeadline(TimeProvider time, TimeSpan withoutProgress, TimeSpan unreachable)
{
    private const long Connected = long.MinValue;

    private long _lastProgress = time.GetTimestamp();
    private long _unconnectedSince = Connected;

    /// <summary>Something was answered: the clock starts again.</summary>
    public void Progress()
    {
        Interlocked.Exchange(ref _lastProgress, time.GetTimestamp());
        Interlocked.Exchange(ref _unconnectedSince, Connected);
    }

    /// <summary>Whether to give up after a failure.</summary>
    public bool IsOver(AwsErrorClass failure)
    {
        if (failure != AwsErrorClass.Unreachable)
        {
            Interlocked.Exchange(ref _unconnectedSince, Connected);
            return time.GetElapsedTime(Interlocked.Read(ref _lastProgress)) >= withoutProgress;
        }

        // Counted from the first failure, not from the last progress: waiting for a turn is no sign of a dead endpoint.
        var now = time.GetTimestamp();
        var since = Interlocked.CompareExchange(ref _unconnectedSince, now, Connected);
        return since != Connected && time.GetElapsedTime(since, now) >= unreachable;
    }
}
