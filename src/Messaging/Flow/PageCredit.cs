using Pipeline.Contracts;

namespace Pipeline.Messaging.Flow;

/// <summary>
/// Keeps memory flat where the bus has no bound of its own: listing takes credit for each page before it is
/// published, and writing gives it back when the last part of the page is settled.
/// </summary>
/// <param name="capacity">Bytes of pages that may be on their way at one time. A larger page travels alone.</param>
public sealed class PageCredit(long capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BatchId, Page> _pages = [];
    private readonly Queue<(BatchId Batch, Page Page, TaskCompletionSource Ready)> _waiting = [];
    private long _used;

    /// <summary>Waits until there is room for a page. A page that has credit already, from before a redelivery, keeps it.</summary>
    public async Task TakeAsync(BatchId batch, int bytes, CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_pages.ContainsKey(batch))
            {
                return;
            }

            _waiting.Enqueue((batch, new Page(bytes), ready));
            Admit();
        }

        await using var registration = cancellationToken.Register(() => ready.TrySetCanceled(cancellationToken));
        await ready.Task;
    }

    /// <summary>Gives a page's credit back once all its parts are settled.</summary>
    public void Return(BatchId batch, int part, int parts)
    {
        lock (_lock)
        {
            if (_pages.TryGetValue(batch, out var page) && page.Settled.Add(part) && page.Settled.Count == parts)
            {
                Remove(batch, page);
            }
        }
    }

    /// <summary>Gives a page's credit back whatever became of its parts.</summary>
    public void Forfeit(BatchId batch)
    {
        lock (_lock)
        {
            if (_pages.TryGetValue(batch, out var page))
            {
                Remove(batch, page);
            }
        }
    }

    private void Remove(BatchId batch, Page page)
    {
        _pages.Remove(batch);
        _used -= page.Bytes;
        Admit();
    }

    private void Admit()
    {
        while (_waiting.TryPeek(out var next) && (_used == 0 || _used + next.Page.Bytes <= capacity || next.Ready.Task.IsCompleted))
        {
            _waiting.Dequeue();
            // A waiter that was cancelled meanwhile must not hold credit: only one that hears of it does.
            if (next.Ready.TrySetResult() && _pages.TryAdd(next.Batch, next.Page))
            {
                _used += next.Page.Bytes;
            }
        }
    }

    private sealed record Page(int Bytes)
    {
        public HashSet<int> Settled { get; } = [];
    }
}
