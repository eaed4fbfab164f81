using Pipeline.Port;

namespace Pipeline.PortWriter.Bulk;

/// <summary>
/// Fills and sends the bulk requests of one lane: a request goes when it is full, when its oldest entity has waited
/// long enough, or when nothing more seems to be coming.
/// </summary>
internal sealed class BulkLane(
    BulkLaneKey key, PortClient port, SemaphoreSlim requests, PortWriterOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly BulkQueue _queue = new(options);
    private long _lastArrival;
    private bool _pumping;

    /// <summary>Adds entities; each callback is called once, when Port has answered or the request has failed.</summary>
    public void Add(IEnumerable<(string Identifier, ReadOnlyMemory<byte> Body, Action<EntityOutcome> Settled)> entities)
    {
        lock (_lock)
        {
            _lastArrival = time.GetTimestamp();
            foreach (var (identifier, body, settled) in entities)
            {
                _queue.Add(identifier, body, _lastArrival).Await(settled);
            }

            if (_pumping || _queue.IsEmpty)
            {
                return;
            }

            _pumping = true;
        }

        _ = Task.Run(PumpAsync);
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            await LingerAsync();
            await requests.WaitAsync();
            if (TakeOrStop() is not { } batch)
            {
                requests.Release();
                return;
            }

            _ = Task.Run(() => SendAsync(batch));
        }
    }

    private async Task LingerAsync()
    {
        while (Remaining() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time);
        }
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
        {
            if (_queue.IsEmpty || _queue.IsFull)
            {
                return TimeSpan.Zero;
            }

            var linger = options.Linger - time.GetElapsedTime(_queue.OldestArrival);
            var idle = options.Idle - time.GetElapsedTime(_lastArrival);
            return linger < idle ? linger : idle;
        }
    }

    // What is left when nothing can be taken waits for a request under way, whose answer pumps again.
    private IReadOnlyList<PendingEntity>? TakeOrStop()
    {
        lock (_lock)
        {
            var batch = _queue.Take();
            _pumping = batch.Count > 0;
            return _pumping ? batch : null;
        }
    }

    private async Task SendAsync(IReadOnlyList<PendingEntity> batch)
    {
        var outcomes = await OutcomesAsync(batch);
        requests.Release();
        for (var index = 0; index < batch.Count; index++)
        {
            batch[index].Settle(outcomes(index));
        }

        var resume = false;
        lock (_lock)
        {
            _queue.Done(batch);
            resume = !_pumping && !_queue.IsEmpty;
            _pumping |= resume;
        }

        if (resume)
        {
            await PumpAsync();
        }
    }

    private async Task<Func<int, EntityOutcome>> OutcomesAsync(IReadOnlyList<PendingEntity> batch)
    {
        var upsert = new UpsertOptions
        {
            Merge = key.Options.Merge,
            CreateMissingRelatedEntities = key.Options.CreateMissingRelatedEntities,
            RunId = key.RunId.ToString(),
        };
        try
        {
            var bodies = batch.Select(entity => entity.Body).ToArray();
            var result = await port.UpsertAsync(key.Blueprint, bodies, upsert, CancellationToken.None);
            return index => result.Outcomes[index];
        }
        catch (Exception exception)
        {
            // Whatever it was, those who wait for these entities must hear of it.
            return index => new EntityOutcome(index, batch[index].Identifier, false, false, null, "request_failed", exception.Message);
        }
    }
}
