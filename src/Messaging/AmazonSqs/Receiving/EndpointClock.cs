namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>Time since an endpoint started: unlike the time of day, it never jumps.</summary>
internal sealed class EndpointClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    public TimeProvider Time { get; } = time;

    public TimeSpan Now => Time.GetElapsedTime(_origin);
}
