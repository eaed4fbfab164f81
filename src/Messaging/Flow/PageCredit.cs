using Pipeline.Contracts;

namespace Pipeline.Messaging.Flow;

/// <summary>
/// Keeps memory flat where the bus has no bound of its own: listing takes credit for each page before it is
/// published, and writing gives it back when the last part of the page is settled. Pages are admitted in the order
/// they asked.
/// </summary>
/// <param name="capacity">Bytes of pages that may be on their way at one time. A larger page travels alone.</param>
/// <param name="stopping">Set when the process is to stop: nobody is left to give credit back, so no more is given.</param>
public sealed class PageCredit(long capacity, CancellationToken stopping)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BatchId, Page> _pages = [];
    private readonly LinkedList<Waiter> _waiting = [];
    private long _used;

    /// <summary>Where messages wait in queues and not in memory, nothing is taken and nothing is kept.</summary>
    public static PageCredit Unlimited { get; } = new(long.MaxValue, CancellationToken.None);

    /// <summary>Waits until there is room for a page. A page that has credit already, from before a redelivery, keeps it.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, or the process stops; no credit is held for it.</exception>
    public Task TakeAsync(BatchId batch, int bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        stopping.ThrowIfCancellationRequested();
        if (capacity == long.MaxValue)
        {
            return Task.CompletedTask;
        }

        LinkedListNode<Waiter> waiter;
        lock (_lock)
        {
            if (_waiting.Count == 0 && TryAdmit(batch, bytes))
            {
                return Task.CompletedTask;
            }

            waiter = _waiting.AddLast(new Waiter(batch, bytes));
            AdmitWaiting();
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Gives a page's credit back once all its parts are settled.</summary>
    public void Return(BatchId batch, int part, int parts)
    {
        lock (_lock)
        {
            if (_pages.TryGetValue(batch, out var page) && page.Settled.Add(part) && page.Settled.Count == parts)
            {
                Release(batch);
                AdmitWaiting();
            }
        }
    }

    /// <summary>Gives a page's credit back whatever became of its parts.</summary>
    public void Forfeit(BatchId batch)
    {
        lock (_lock)
        {
            Release(batch);
            AdmitWaiting();
        }
    }

    /// <summary>Gives back what a run that has ended still holds: for pages that were never published.</summary>
    public void Forfeit(Guid runId)
    {
        lock (_lock)
        {
            foreach (var batch in _pages.Keys.Where(batch => batch.RunId == runId).ToList())
            {
                Release(batch);
            }

            AdmitWaiting();
        }
    }

    private async Task WaitAsync(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        await using var givenUp = cancellationToken.Register(() => GiveUp(waiter, cancellationToken));
        await using var stopped = stopping.Register(() => GiveUp(waiter, stopping));
        await waiter.Value.Admitted.Task;
    }

    // Those behind may fit where the one that gave up did not.
    private void GiveUp(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.List is not null)
            {
                _waiting.Remove(waiter);
                waiter.Value.Admitted.SetCanceled(cancellationToken);
                AdmitWaiting();
            }
        }
    }

    private void AdmitWaiting()
    {
        while (_waiting.First is { } next && TryAdmit(next.Value.Batch, next.Value.Bytes))
        {
            _waiting.Remove(next);
            next.Value.Admitted.SetResult();
        }
    }

    private bool TryAdmit(BatchId batch, int bytes)
    {
        if (_pages.ContainsKey(batch))
        {
            return true;
        }

        if (_used > 0 && _used + bytes > capacity)
        {
            return false;
        }

        _pages.Add(batch, new Page(bytes));
        _used += bytes;
        return true;
    }

    private void Release(BatchId batch)
    {
        if (_pages.Remove(batch, out var page))
        {
            _used -= page.Bytes;
        }
    }

    private sealed record Page(int Bytes)
    {
        public HashSet<int> Settled { get; } = [];
    }

    private sealed record Waiter(BatchId Batch, int Bytes)
    {
        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
