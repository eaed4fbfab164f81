namespace Pipeline.Enumerator.Calls;

/// <summary>
/// The rate at which one service of one account and region is called. Unlimited until AWS throttles; then additive
/// increase and multiplicative decrease.
/// </summary>
/// <remarks>
/// A refusal alone does not slow it down: AWS also refuses calls for reasons that our rate does not touch, such as
/// others who use the same account, and slowing down for those never ends. It slows down when most calls are refused,
/// which a limit that is really exceeded brings about by itself. So AWS is asked at most about twice for an answer,
/// and what it grants is used up in both cases.
/// </remarks>
internal sealed class CallBudget(TimeProvider time)
{
    /// <summary>Calls a second that are always allowed: a slower rate would look like a standstill.</summary>
    private const double Floor = 2;

    /// <summary>Calls a second after the first refusal. A guess that is wrong by ten is made good in seconds.</summary>
    private const double FirstRate = 20;

    /// <summary>What each answered call adds to the rate: half as much again every second.</summary>
    private const double Increase = 0.5;

    /// <summary>What is left of the rate when most calls are refused; once a second, however many answers say so.</summary>
    private const double Decrease = 0.5;

    /// <summary>The calls that are looked at together. Chance refuses most of 20 only if it refuses nearly half of all.</summary>
    private const int Window = 20;

    private readonly Lock _lock = new();
    private Task _lastTurn = Task.CompletedTask;
    private double _rate = double.PositiveInfinity;
    private long _nextSlot = long.MinValue;
    private long _lastDecrease = long.MinValue;
    private int _outcomes;
    private int _refusals;

    /// <summary>Waits for the call's turn: first come, first served, at the rate that holds when the turn comes.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return double.IsInfinity(_rate) ? Task.CompletedTask : _lastTurn = TurnAsync(_lastTurn, cancellationToken);
        }
    }

    /// <summary>AWS answered.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _rate += Increase;
            Count();
        }
    }

    /// <summary>AWS throttled.</summary>
    public void Throttled()
    {
        lock (_lock)
        {
            if (double.IsInfinity(_rate))
            {
                Limit(FirstRate);
                return;
            }

            _refusals++;
            if (_refusals > Window / 2 && IsDecreaseDue())
            {
                Limit(Math.Max(Floor, _rate * Decrease));
                return;
            }

            Count();
        }
    }

    private async Task TurnAsync(Task before, CancellationToken cancellationToken)
    {
        // One that was cancelled gave its turn up: the next one's comes.
        await before.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var wait = TakeSlot();
        if (wait > TimeSpan.Zero || cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private TimeSpan TakeSlot()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var slot = Math.Max(now, _nextSlot);
            _nextSlot = slot + (long)(time.TimestampFrequency / _rate);
            return time.GetElapsedTime(now, slot);
        }
    }

    private bool IsDecreaseDue() => time.GetElapsedTime(_lastDecrease) >= TimeSpan.FromSeconds(1);

    private void Limit(double rate)
    {
        _rate = rate;
        _lastDecrease = time.GetTimestamp();
        (_outcomes, _refusals) = (0, 0);
    }

    private void Count()
    {
        if (++_outcomes >= Window)
        {
            (_outcomes, _refusals) = (0, 0);
        }
    }
}
