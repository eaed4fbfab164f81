using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Enumerator.Tests.Fetching;

/// <summary>A clock on which every wait is over at once, and took its time.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Lock _lock = new();
    private readonly long _start;

    public SteppingClock() => _start = _clock.GetTimestamp();

    public TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);

        // Timeouts of requests are longer than any wait, and are not what is waited for.
        if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(20))
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                lock (_lock)
                {
                    _clock.Advance(dueTime);
                }
            });
        }

        return timer;
    }
}
