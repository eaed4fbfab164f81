namespace Pipeline.PortWriter.Bulk;

/// <summary>Says how long requests that are not full wait for more. One for all lanes.</summary>
internal sealed class BulkPace(PortWriterOptions options, TimeProvider time)
{
    private long _lastArrival = time.GetTimestamp();

    /// <summary>Notes that entities have arrived, for whichever lane, and answers when.</summary>
    public long Arrive()
    {
        var now = time.GetTimestamp();
        Volatile.Write(ref _lastArrival, now);
        return now;
    }

    /// <summary>How much longer a request waits whose oldest entity arrived then.</summary>
    public TimeSpan Remaining(long oldestArrival, bool isLive)
    {
        if (isLive)
        {
            return options.LiveLinger - time.GetElapsedTime(oldestArrival);
        }

        var linger = options.Linger - time.GetElapsedTime(oldestArrival);
        var idle = options.Idle - time.GetElapsedTime(Volatile.Read(ref _lastArrival));
        return linger < idle ? linger : idle;
    }

    /// <summary>Completes a wait when its time is over, unless something else does before.</summary>
    public ITimer Limit(TaskCompletionSource wait, TimeSpan duration) => time.CreateTimer(
        static state => ((TaskCompletionSource)state!).TrySetResult(), wait, duration, Timeout.InfiniteTimeSpan);
}
