namespace Pipeline.Port;

/// <summary>
/// How many requests are in flight at once: one more for every full window answered well, half as many when Port shows
/// strain (additive increase, multiplicative decrease). First come, first served.
/// </summary>
internal sealed class ConcurrencyWindow(int maximum)
{
    private const int Initial = 4;

    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private double _size = Math.Min(Initial, maximum);
    private int _inFlight;
    private int _cutsToIgnore;

    /// <summary>The present size, for tests and logs.</summary>
    public int Size
    {
        get
        {
            lock (_gate)
            {
                return (int)_size;
            }
        }
    }

    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            if (_inFlight < (int)_size)
            {
                _inFlight++;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        // The queue skips those who gave up: whoever cannot be completed has left.
        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task;
    }

    /// <param name="isStrained">The request was refused, timed out or met a failing server.</param>
    public void Exit(bool isStrained)
    {
        lock (_gate)
        {
            _inFlight--;
            if (!isStrained)
            {
                _size = Math.Min(maximum, _size + (1 / _size));
                _cutsToIgnore = Math.Max(0, _cutsToIgnore - 1);
            }
            else if (_cutsToIgnore > 0)
            {
                _cutsToIgnore--;
            }
            else
            {
                // Those in flight now were sent under the same conditions: their failures are the same news.
                _cutsToIgnore = _inFlight;
                _size = Math.Max(1, _size / 2);
            }

            while (_inFlight < (int)_size && _waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    _inFlight++;
                }
            }
        }
    }
}
