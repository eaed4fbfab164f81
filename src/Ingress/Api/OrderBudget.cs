namespace Pipeline.Ingress.Api;

/// <summary>Counts orders: so many in any minute.</summary>
internal sealed class OrderBudget(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<long> _taken = new();

    /// <summary>Takes one; answers how long to wait when there is none, else null.</summary>
    public TimeSpan? Take()
    {
        lock (_lock)
        {
            while (_taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                _taken.Dequeue();
            }

            if (_taken.Count >= perMinute)
            {
                return Window - time.GetElapsedTime(_taken.Peek());
            }

            _taken.Enqueue(time.GetTimestamp());
            return null;
        }
    }
}
