namespace Pipeline.Enumerator.Calls;

/// <summary>Ends the retries of a piece of work that makes no progress.</summary>
internal sealed class CallDeadline(TimeProvider time, TimeSpan withoutProgress, TimeSpan unreachable)
{
    private long _lastProgress = time.GetTimestamp();

    /// <summary>Something was answered: the clock starts again.</summary>
    public void Progress() => Interlocked.Exchange(ref _lastProgress, time.GetTimestamp());

    /// <summary>Whether to give up on a call whose endpoint does, or does not, answer at all.</summary>
    public bool IsOver(bool reachable) =>
        time.GetElapsedTime(Interlocked.Read(ref _lastProgress)) >= (reachable ? withoutProgress : unreachable);
}
