namespace Pipeline.Enumerator.Calls;

/// <summary>
/// The rate at which one service of one account and region is called. Unlimited until AWS throttles; then additive
/// increase and multiplicative decrease, so that the rate settles just under what AWS allows.
/// </summary>
internal sealed class CallBudget(TimeProvider time)
{
    /// <summary>Calls a second that are always allowed: a slower rate would look like a standstill.</summary>
    private const double Floor = 2;

    /// <summary>What a throttled answer leaves of the rate. Once a second, however many answers say so.</summary>
    private const double Decrease = 0.7;

    /// <summary>What each answered call adds to the rate.</summary>
    private const double Increase = 0.5;

    private readonly Lock _lock = new();
    private readonly Queue<long> _recent = new();
    private double _rate = double.PositiveInfinity;
    private long _nextSlot;
    private long _lastDecrease = long.MinValue;

    /// <summary>Waits for the call's turn.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = Reserve();
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>AWS answered.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _rate += Increase;
        }
    }

    /// <summary>AWS throttled.</summary>
    public void Throttled()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_lastDecrease != long.MinValue && now - _lastDecrease < time.TimestampFrequency)
            {
                return;
            }

            _lastDecrease = now;
            Forget(now);
            var current = double.IsInfinity(_rate) ? _recent.Count : _rate;
            _rate = Math.Max(Floor, current * Decrease);
        }
    }

    private TimeSpan Reserve()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            Forget(now);
            _recent.Enqueue(now);
            if (double.IsInfinity(_rate))
            {
                return TimeSpan.Zero;
            }

            var slot = Math.Max(now, _nextSlot);
            _nextSlot = slot + (long)(time.TimestampFrequency / _rate);
            return time.GetElapsedTime(now, slot);
        }
    }

    private void Forget(long now)
    {
        while (_recent.TryPeek(out var call) && now - call > time.TimestampFrequency)
        {
            _recent.Dequeue();
        }
    }
}
