using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// Lets one message of this process at a time write a row. Two at once are safe: each finds the other's claim, doubts
/// what both wrote and has the resource fetched again. But where every message comes several times, each of these
/// fetches would come as often, meet the others and raise the next: repairs could grow faster than they are done.
/// </summary>
/// <remarks>Two processes have only the claims. What waits for its turn holds nothing, so nobody waits in a circle.</remarks>
internal sealed class RowTurns
{
    private readonly Lock _lock = new();
    private readonly HashSet<RowKey> _busy = [];
    private readonly LinkedList<Waiter> _waiting = [];

    /// <summary>Waits until nobody else writes any of the rows, and keeps others from them until it is disposed.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task<IDisposable> TakeAsync(IEnumerable<RowKey> rows, CancellationToken cancellationToken)
    {
        var turn = new Turn(this, [.. rows]);
        LinkedListNode<Waiter> waiter;
        lock (_lock)
        {
            if (TryBegin(turn))
            {
                return turn;
            }

            waiter = _waiting.AddLast(new Waiter(turn));
        }

        await using var givenUp = cancellationToken.Register(() => GiveUp(waiter, cancellationToken));
        await waiter.Value.Begun.Task;
        return turn;
    }

    private bool TryBegin(Turn turn)
    {
        if (_busy.Overlaps(turn.Rows))
        {
            return false;
        }

        _busy.UnionWith(turn.Rows);
        return true;
    }

    private void End(Turn turn)
    {
        lock (_lock)
        {
            _busy.ExceptWith(turn.Rows);
            for (var waiter = _waiting.First; waiter is not null;)
            {
                var next = waiter.Next;
                if (TryBegin(waiter.Value.Turn))
                {
                    _waiting.Remove(waiter);
                    waiter.Value.Begun.SetResult();
                }

                waiter = next;
            }
        }
    }

    private void GiveUp(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.List is not null)
            {
                _waiting.Remove(waiter);
                waiter.Value.Begun.SetCanceled(cancellationToken);
            }
        }
    }

    private sealed class Turn(RowTurns turns, HashSet<RowKey> rows) : IDisposable
    {
        private int _ended;

        public HashSet<RowKey> Rows => rows;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                turns.End(this);
            }
        }
    }

    private sealed record Waiter(Turn Turn)
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
