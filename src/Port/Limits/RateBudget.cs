namespace Pipeline.Port;

/// <summary>
/// The process's share of Port's rate limit. Learns limit, rest and end of the period from the headers of each answer,
/// counts what is sent in between, and lets nothing through once the rest is used up.
/// </summary>
/// <remarks>
/// <see cref="TrySpend"/> is the only place where a request is let through. What can wait leaves the last part of a period
/// to what cannot.
/// </remarks>
internal sealed class RateBudget(TimeProvider time, Func<double> jitter, ILogger logger)
{
    /// <summary>The last tenth of a period's requests is spread over the time left, so that others are not locked out.</summary>
    private const double SpreadShare = 0.1;

    /// <summary>While it is not known whether a new period has begun, one request in this time asks.</summary>
    private static readonly TimeSpan s_probeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Two answers whose periods end closer together than this (or half a period) speak of the same one: the header has whole seconds.</summary>
    private static readonly TimeSpan s_sameReset = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly LongWaits _longWaits = new(time, logger);
    private int? _limit;
    private int? _remaining;
    private DateTimeOffset _resetsAt;
    private DateTimeOffset _heldUntil;
    private DateTimeOffset _nextSpread;
    private bool _isProbing;
    private int _unanswered;
    private int _refusals;

    /// <summary>Waits until one request may be sent, and counts it. One of the three outcomes below must follow.</summary>
    /// <param name="leaves">The share of a period's requests that it leaves to others.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask SpendAsync(double leaves, CancellationToken cancellationToken)
    {
        while (TrySpend(leaves) is { } wait)
        {
            // Nobody waits for what leaves the most.
            if (leaves < PortRequest.BackgroundLeaves)
            {
                _longWaits.Say(wait);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>The request ended without an answer.</summary>
    public void Unanswered()
    {
        lock (_gate)
        {
            _unanswered--;
        }
    }

    /// <summary>Takes in what an answer that was no refusal says.</summary>
    public void Accepted(RateHeaders headers)
    {
        lock (_gate)
        {
            _unanswered--;
            _refusals = 0;
            _remaining = headers.Remaining is { } remaining ? Adopt(headers, remaining) : null;
        }
    }

    /// <summary>Port refused a request: nothing is sent until the time it names, or a growing time when it names none.</summary>
    public TimeSpan Refused(TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            _unanswered--;
            var now = time.GetUtcNow();

            // Requests that were under way together are refused together: that is one refusal.
            if (now >= _heldUntil)
            {
                _refusals++;
            }

            var wait = retryAfter is { } asked && asked > TimeSpan.Zero
                ? Backoff.Cap(asked)
                : Backoff.Delay(_refusals, jitter());
            _heldUntil = _resetsAt = Later(_heldUntil, now + wait);
            _remaining = 0;
            return _heldUntil - now;
        }
    }

    /// <summary>Null when the request may go now, else how long to wait before asking again.</summary>
    private TimeSpan? TrySpend(double leaves)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now < _heldUntil)
            {
                return _heldUntil - now;
            }

            if (_remaining is not { } remaining)
            {
                _unanswered++;
                return null;
            }

            var isProbe = now >= _resetsAt;
            if (isProbe)
            {
                remaining = Probe(now);
            }

            if (remaining <= 0 || (!isProbe && remaining <= _limit * leaves))
            {
                return _resetsAt - now;
            }

            return Spread(now, remaining) is { } pause ? pause : Take(remaining);
        }
    }

    private TimeSpan? Take(int remaining)
    {
        _remaining = remaining - 1;
        _unanswered++;
        return null;
    }

    // The period is over by our clock. One request finds out whether it is by Port's: its answer brings the new numbers.
    private int Probe(DateTimeOffset now)
    {
        _isProbing = true;
        _resetsAt = now + s_probeInterval;
        _nextSpread = default;
        return 1;
    }

    private TimeSpan? Spread(DateTimeOffset now, int remaining)
    {
        if (_limit is not { } limit || remaining > limit * SpreadShare)
        {
            return null;
        }

        if (now < _nextSpread)
        {
            return _nextSpread - now;
        }

        _nextSpread = now + ((_resetsAt - now) / remaining);
        return null;
    }

    private int Adopt(RateHeaders headers, int remaining)
    {
        var resetsAt = time.GetUtcNow() + Bounded(headers);

        // Requests still under way may not be in Port's number yet: taking them off errs on the safe side.
        var left = Math.Max(0, remaining - _unanswered);
        _limit = headers.Limit ?? _limit;
        if (!_isProbing && _remaining is { } counted && IsSamePeriod(headers, resetsAt))
        {
            _resetsAt = Later(_resetsAt, resetsAt);
            return Math.Min(counted, left);
        }

        _isProbing = false;
        _resetsAt = resetsAt;
        return left;
    }

    private bool IsSamePeriod(RateHeaders headers, DateTimeOffset resetsAt)
    {
        var tolerance = headers.Period is { } period && period / 2 < s_sameReset ? period / 2 : s_sameReset;
        return (resetsAt - _resetsAt).Duration() <= tolerance;
    }

    private static TimeSpan Bounded(RateHeaders headers)
    {
        var longest = headers.Period is { } period && period > Backoff.LongestWait ? period : Backoff.LongestWait;
        var wait = headers.ResetsIn ?? headers.Period ?? s_probeInterval;
        return wait > longest ? longest : wait;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
