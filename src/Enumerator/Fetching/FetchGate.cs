using Pipeline.Contracts;

namespace Pipeline.Enumerator.Fetching;

/// <summary>
/// Makes one fetch of many hints. The first hint of a resource fetches at once; those that come while it is fetched,
/// or within a second of its beginning, are answered together by one fetch after that.
/// </summary>
/// <remarks>A hint is answered only by a fetch that began after it came, so none is lost.</remarks>
internal sealed class FetchGate(TimeProvider time)
{
    /// <summary>The least time between the beginnings of two fetches of one resource.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<FetchKey, Slot> _slots = [];
    private readonly Queue<(FetchKey Key, Slot Slot)> _ended = [];

    /// <summary>Fetches, or waits for the fetch that answers this hint.</summary>
    /// <param name="change">The hint.</param>
    /// <param name="fetch">Fetches; told whether any of the hints it answers says that the resource was just created.</param>
    /// <param name="cancellationToken">Stops the fetch; hints that wait for it fail with it.</param>
    public async Task RunAsync(ResourceChanged change, Func<bool, Task> fetch, CancellationToken cancellationToken)
    {
        var key = new FetchKey(change.Resource, change.MappingVersion);
        var turn = Enter(key, change.Created);
        if (turn.Joins)
        {
            await turn.Fetch.Done.Task.WaitAsync(cancellationToken);
            return;
        }

        try
        {
            await BeginAsync(turn, cancellationToken);
            await fetch(turn.Fetch.Created);
            turn.Fetch.Done.SetResult();
        }
        catch (Exception exception)
        {
            turn.Fetch.Done.SetException(exception);
            throw;
        }
        finally
        {
            // Nobody may have joined to see how it ended.
            _ = turn.Fetch.Done.Task.Exception;
            End(key, turn);
        }
    }

    private Turn Enter(FetchKey key, bool created)
    {
        lock (_lock)
        {
            Forget();
            if (!_slots.TryGetValue(key, out var slot))
            {
                _slots.Add(key, slot = new Slot());
            }

            var joins = slot.Next is not null;
            slot.Next ??= new Fetch();
            slot.Next.Created |= created;
            return new Turn(slot, slot.Next, joins);
        }
    }

    private async Task BeginAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Slot.Running is { } before)
        {
            await before.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var wait = Pause - time.GetElapsedTime(before.BeganAt);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        lock (_lock)
        {
            turn.Fetch.BeganAt = time.GetTimestamp();
            turn.Slot.Running = turn.Fetch;
            turn.Slot.Next = null;
        }
    }

    private void End(FetchKey key, Turn turn)
    {
        lock (_lock)
        {
            // One that was cancelled while it waited never began: the next hint leads.
            if (turn.Slot.Next == turn.Fetch)
            {
                turn.Slot.Next = null;
            }

            _ended.Enqueue((key, turn.Slot));
        }
    }

    // In the order in which fetches ended, so those still within their second come last.
    private void Forget()
    {
        while (_ended.TryPeek(out var ended))
        {
            if (!ended.Slot.IsBusy && time.GetElapsedTime(ended.Slot.BeganAt) < Pause)
            {
                return;
            }

            // The end of what keeps a slot busy is noted too.
            _ended.Dequeue();
            if (!ended.Slot.IsBusy && _slots.GetValueOrDefault(ended.Key) == ended.Slot)
            {
                _slots.Remove(ended.Key);
            }
        }
    }

    private readonly record struct FetchKey(ResourceKey Resource, string MappingVersion);

    private readonly record struct Turn(Slot Slot, Fetch Fetch, bool Joins);

    private sealed class Slot
    {
        public Fetch? Running { get; set; }

        public Fetch? Next { get; set; }

        public bool IsBusy => Next is not null || Running is { Done.Task.IsCompleted: false };

        public long BeganAt => Running?.BeganAt ?? long.MinValue;
    }

    private sealed class Fetch
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long BeganAt { get; set; }

        public bool Created { get; set; }
    }
}
