using MassTransit;
using Pipeline.Messaging.AmazonSqs.Clients;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>
/// Sends entries in batches. None waits for a batch to fill: while the senders are busy, what comes in becomes the next batch.
/// </summary>
/// <typeparam name="TEntry">What is sent.</typeparam>
internal abstract class Batcher<TEntry>(BatcherSettings settings)
    where TEntry : BatchEntry
{
    private readonly Lock _lock = new();
    private readonly Queue<TEntry> _waiting = new();
    private int _senders;

    /// <summary>What is sent to, for messages about it.</summary>
    protected abstract string Destination { get; }

    /// <summary>Takes an entry in; <see cref="BatchEntry.Done"/> says what became of it.</summary>
    public void Add(TEntry entry)
    {
        lock (_lock)
        {
            _waiting.Enqueue(entry);
            if (_senders == settings.Senders)
            {
                return;
            }

            _senders++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static batcher => _ = batcher.RunAsync(), this, preferLocal: false);
    }

    /// <summary>Sends one batch once.</summary>
    /// <returns>The entries that were not taken, by their position.</returns>
    protected abstract Task<IReadOnlyList<EntryFailure>> SendAsync(IReadOnlyList<TEntry> batch);

    /// <summary>Told of a request that failed as a whole; says whether another may succeed.</summary>
    protected virtual bool MayRetry(Exception failure) => Failures.IsTransient(failure) || Failures.IsDenied(failure);

    private async Task RunAsync()
    {
        var batch = new List<TEntry>(ServiceLimits.Entries);
        while (TryTake(batch))
        {
            try
            {
                await DeliverAsync(batch);
            }
            catch (Exception unexpected)
            {
                Settle(batch, entry => entry.Fail(unexpected));
            }

            batch.Clear();
        }
    }

    private bool TryTake(List<TEntry> batch)
    {
        lock (_lock)
        {
            var bytes = 0;
            while (batch.Count < ServiceLimits.Entries && _waiting.TryPeek(out var next))
            {
                if (next.IsAbandoned)
                {
                    _waiting.Dequeue().Abandon();
                    continue;
                }

                if (batch.Count > 0 && (bytes + next.Bytes > settings.Bytes || (next.Group is { } group && batch.Exists(entry => entry.Group == group))))
                {
                    break;
                }

                bytes += next.Bytes;
                batch.Add(_waiting.Dequeue());
            }

            if (batch.Count == 0)
            {
                _senders--;
            }
        }

        return batch.Count > 0;
    }

    private async Task DeliverAsync(List<TEntry> batch)
    {
        var started = settings.Time.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            var failure = await TryDeliverAsync(batch);
            if (batch.Count == 0 || failure is null)
            {
                return;
            }

            if (settings.Time.GetElapsedTime(started) > settings.Patience)
            {
                Settle(batch, entry => entry.Fail(new AmazonSqsTransportException(
                    $"Gave up sending to '{Destination}' after {failures} tries: {failure.Message}", failure) { IsOutage = true }));
                return;
            }

            LogContext.Debug?.Log(failure, "Sending to {Destination} again ({Failures})", Destination, failures);
            await Task.Delay(settings.Backoff.After(failures), settings.Time);
            Settle(batch, entry => entry.Abandon(), entry => entry.IsAbandoned);
        }
    }

    // What is left in the batch is to be tried again.
    private async Task<Exception?> TryDeliverAsync(List<TEntry> batch)
    {
        IReadOnlyList<EntryFailure> failures;
        try
        {
            failures = await SendAsync(batch);
        }
        catch (Exception failure) when (MayRetry(failure))
        {
            return failure;
        }
        catch (Exception failure) when (batch.Count == 1)
        {
            Settle(batch, entry => entry.Fail(failure));
            return null;
        }
        catch (Exception)
        {
            await DeliverSinglyAsync(batch);
            return null;
        }

        return Sort(batch, failures);
    }

    // A request that is refused for one entry must not cost the others.
    private async Task DeliverSinglyAsync(List<TEntry> batch)
    {
        foreach (var entry in batch)
        {
            await DeliverAsync([entry]);
        }

        batch.Clear();
    }

    private AmazonSqsTransportException? Sort(List<TEntry> batch, IReadOnlyList<EntryFailure> failures)
    {
        if (failures.Count == 0)
        {
            Settle(batch, entry => entry.Succeed());
            return null;
        }

        AmazonSqsTransportException? last = null;
        var again = new List<TEntry>(failures.Count);
        foreach (var failure in failures)
        {
            last = new AmazonSqsTransportException($"'{Destination}' did not take a message: {failure.Code}: {failure.Message}");
            if (failure.IsFinal)
            {
                batch[failure.Entry].Fail(last);
            }
            else
            {
                again.Add(batch[failure.Entry]);
            }
        }

        Settle(batch, entry => entry.Succeed(), entry => !again.Contains(entry));
        return last;
    }

    private static void Settle(List<TEntry> batch, Action<TEntry> settle, Predicate<TEntry>? which = null)
    {
        foreach (var entry in batch)
        {
            if (which?.Invoke(entry) ?? true)
            {
                settle(entry);
            }
        }

        batch.RemoveAll(which ?? (_ => true));
    }
}
