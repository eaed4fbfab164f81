namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>The ids of events that were taken in lately: EventBridge delivers at least once, and who replays one gains nothing.</summary>
internal sealed class SeenEvents(TimeProvider time)
{
    private const int Most = 100_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long At)> _order = [];

    public bool Contains(string id)
    {
        lock (_lock)
        {
            Forget();
            return _ids.Contains(id);
        }
    }

    public void Add(string id)
    {
        lock (_lock)
        {
            Forget();
            if (_ids.Add(id))
            {
                _order.Enqueue((id, time.GetTimestamp()));
            }
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest) && (_order.Count >= Most || time.GetElapsedTime(oldest.At) >= Memory))
        {
            _ids.Remove(_order.Dequeue().Id);
        }
    }
}
