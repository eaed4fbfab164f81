using Pipeline.Aws;

namespace Pipeline.Enumerator.Calls;

/// <summary>
/// Whether one service of one region can be reached at all. While it cannot, not every piece of work has to find that out
/// for itself: its calls fail at once, but for one at a time that looks whether there is a connection again.
/// </summary>
/// <remarks>
/// It takes time, not a number of failures: many calls that are under way when a cable is pulled fail together, and a
/// moment later all is well.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="patience">How long there must have been no connection, with calls all the time, before it counts as down.</param>
internal sealed class EndpointHealth(TimeProvider time, TimeSpan patience)
{
    /// <summary>Between two looks at one that is down.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>After so long without a call nothing is known; retries that wait longest come more often than this.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(45);

    private readonly Lock _lock = new();
    private AwsException? _failure;
    private long _downSince;
    private long _lastFailure;
    private bool _isLooking;

    /// <summary>Whether there has been no connection for too long.</summary>
    public bool IsDown
    {
        get
        {
            lock (_lock)
            {
                return IsDownNow();
            }
        }
    }

    /// <summary>Asks to make a call. Whoever may make one says afterwards what came of it.</summary>
    /// <exception cref="AwsException">It is down, and somebody else looks after it.</exception>
    public void ThrowIfDown()
    {
        lock (_lock)
        {
            if (!IsDownNow())
            {
                return;
            }

            if (_isLooking || time.GetElapsedTime(_lastFailure) < BetweenLooks)
            {
                throw new AwsException(_failure!.Class, _failure.Code, _failure.Reason, _failure)
                {
                    Service = _failure.Service, Operation = _failure.Operation, Region = _failure.Region,
                };
            }

            _isLooking = true;
        }
    }

    /// <summary>There was a connection, whatever came over it.</summary>
    public void Connected()
    {
        lock (_lock)
        {
            _failure = null;
            _isLooking = false;
        }
    }

    /// <summary>There was no connection.</summary>
    public void Failed(AwsException failure)
    {
        lock (_lock)
        {
            if (_failure is null || time.GetElapsedTime(_lastFailure) > Forgotten)
            {
                _downSince = time.GetTimestamp();
            }

            _failure = failure;
            _lastFailure = time.GetTimestamp();
            _isLooking = false;
        }
    }

    /// <summary>The call was given up: nothing is known of the connection.</summary>
    public void GivenUp()
    {
        lock (_lock)
        {
            _isLooking = false;
        }
    }

    private bool IsDownNow() => _failure is not null
        && time.GetElapsedTime(_downSince, _lastFailure) >= patience
        && (_isLooking || time.GetElapsedTime(_lastFailure) <= Forgotten);
}
