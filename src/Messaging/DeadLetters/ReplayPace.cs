namespace Pipeline.Messaging.DeadLetters;

/// <summary>Spreads sends over time: as many in a second as are allowed, and none saved up.</summary>
/// <param name="perSecond">How many may be sent in a second.</param>
/// <param name="time">The clock.</param>
public sealed class ReplayPace(int perSecond, TimeProvider time)
{
    private DateTimeOffset _next = time.GetUtcNow();

    /// <summary>Waits until some may be sent at once.</summary>
    public async Task WaitAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_next > now)
        {
            await Task.Delay(_next - now, time, cancellationToken);
            now = _next;
        }

        _next = now + TimeSpan.FromSeconds((double)count / perSecond);
    }
}
