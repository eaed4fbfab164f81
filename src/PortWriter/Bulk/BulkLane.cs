namespace Pipeline.PortWriter.Bulk;

/// <summary>
/// Fills and sends the bulk requests of one lane: a request goes when it is full, when its oldest entity has waited
/// long enough, or when nothing more seems to be coming. A lane that has run empty retires.
/// </summary>
internal sealed class BulkLane(
    BulkLaneKey key, BulkRequests requests, BulkPace pace, PortWriterOptions options, Action<BulkLane> retired)
{
    private readonly Lock _lock = new();
    private readonly BulkQueue _queue = new(options);
    private TaskCompletionSource? _filling;
    private bool _pumping;
    private bool _retired;

    public BulkLaneKey Key => key;

    /// <summary>Adds entities, each of which is settled once: when Port has answered, or the request has failed. False when the lane has retired.</summary>
    public bool TryAdd(IEnumerable<PendingEntity> entities)
    {
        lock (_lock)
        {
            if (_retired)
            {
                return false;
            }

            foreach (var entity in entities)
            {
                _queue.Add(entity);
            }

            if (_queue.IsFull)
            {
                _filling?.TrySetResult();
            }

            if (_pumping || _queue.IsEmpty)
            {
                return true;
            }

            _pumping = true;
        }

        _ = PumpAsync();
        return true;
    }

    // One pump at a time takes from the queue; requests go out side by side.
    private async Task PumpAsync()
    {
        while (await IsDueAsync())
        {
            await requests.EnterAsync(key);
            var batch = Take();
            _ = Task.Run(() => SendAsync(batch));
        }

        RetireIfDrained();
    }

    // Waits until a request is due; false when nothing is left to send, and the pump stops.
    private async Task<bool> IsDueAsync()
    {
        while (true)
        {
            TaskCompletionSource filling;
            TimeSpan remaining;
            lock (_lock)
            {
                _pumping = !_queue.IsEmpty;
                if (!_pumping || _queue.IsFull)
                {
                    return _pumping;
                }

                remaining = pace.Remaining(_queue.OldestArrival, key.IsLive);
                if (remaining <= TimeSpan.Zero)
                {
                    return true;
                }

                _filling = filling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            await using (pace.Limit(filling, remaining))
            {
                await filling.Task;
            }
        }
    }

    private IReadOnlyList<PendingEntity> Take()
    {
        lock (_lock)
        {
            return _queue.Take();
        }
    }

    private async Task SendAsync(IReadOnlyList<PendingEntity> batch)
    {
        var outcomes = await requests.SendAsync(key, batch);
        for (var index = 0; index < batch.Count; index++)
        {
            batch[index].Settle(outcomes[index]);
        }

        bool resume;
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

        RetireIfDrained();
    }

    private void RetireIfDrained()
    {
        lock (_lock)
        {
            if (_retired || _pumping || !_queue.IsDrained)
            {
                return;
            }

            _retired = true;
        }

        retired(this);
    }
}
