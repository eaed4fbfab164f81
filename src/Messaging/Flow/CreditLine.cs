namespace Pipeline.Messaging.Flow;

/// <summary>
/// A number of bytes, or of whatever is counted, that is lent and given back. Those who ask are served in the order they asked, so that a large one
/// is not passed over for ever.
/// </summary>
/// <typeparam name="TKey">What the bytes are lent for; who asks again for the same has what it asked for last.</typeparam>
/// <param name="capacity">How many there are.</param>
/// <param name="stopping">Set when no more is to be lent.</param>
public sealed class CreditLine<TKey>(long capacity, CancellationToken stopping)
    where TKey : struct
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, int> _lent = [];
    private readonly LinkedList<Waiter> _waiting = [];
    private long _used;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>
    /// Waits until there is room. What is larger than the whole line is lent when nothing else is. Who has some already
    /// never waits, even for more: it would wait for others while they wait for it.
    /// </summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or no more is lent.</exception>
    public Task TakeAsync(TKey key, int bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        stopping.ThrowIfCancellationRequested();
        LinkedListNode<Waiter> waiter;
        lock (_lock)
        {
            if (TryChange(key, bytes) || (_waiting.Count == 0 && TryLend(key, bytes)))
            {
                ServeWaiting();
                return Task.CompletedTask;
            }

            waiter = _waiting.AddLast(new Waiter(key, bytes));
            ServeWaiting();
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Gives back what was lent for a key; nothing when nothing was.</summary>
    public void Return(TKey key)
    {
        lock (_lock)
        {
            Release(key);
            ServeWaiting();
        }
    }

    /// <summary>Gives back what was lent for all keys that match.</summary>
    public void Return(Func<TKey, bool> matches)
    {
        lock (_lock)
        {
            foreach (var key in _lent.Keys.Where(matches).ToList())
            {
                Release(key);
            }

            ServeWaiting();
        }
    }

    private async Task WaitAsync(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        await using var givenUp = cancellationToken.Register(() => GiveUp(waiter, cancellationToken));
        await using var stopped = stopping.Register(() => GiveUp(waiter, stopping));
        await waiter.Value.Lent.Task;
    }

    // Those behind may fit where the one that gave up did not.
    private void GiveUp(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.List is not null)
            {
                _waiting.Remove(waiter);
                waiter.Value.Lent.SetCanceled(cancellationToken);
                ServeWaiting();
            }
        }
    }

    private void ServeWaiting()
    {
        while (_waiting.First is { } next && TryLend(next.Value.Key, next.Value.Bytes))
        {
            _waiting.Remove(next);
            next.Value.Lent.SetResult();
        }
    }

    private bool TryChange(TKey key, int bytes)
    {
        if (!_lent.TryGetValue(key, out var before))
        {
            return false;
        }

        _lent[key] = bytes;
        _used += bytes - before;
        return true;
    }

    private bool TryLend(TKey key, int bytes)
    {
        if (TryChange(key, bytes))
        {
            return true;
        }

        if (_used > 0 && _used + bytes > capacity)
        {
            return false;
        }

        _lent.Add(key, bytes);
        _used += bytes;
        return true;
    }

    private void Release(TKey key)
    {
        if (_lent.Remove(key, out var bytes))
        {
            _used -= bytes;
        }
    }

    private sealed record Waiter(TKey Key, int Bytes)
    {
        public TaskCompletionSource Lent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
