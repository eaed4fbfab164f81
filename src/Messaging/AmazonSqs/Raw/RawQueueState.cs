namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>Whether the queue can be read, and what is read of it is taken.</summary>
internal sealed class RawQueueState
{
    private volatile string? _polling = "it was not polled yet";
    private volatile string? _handling;

    /// <summary>Why not; null when all is well.</summary>
    public string? Trouble => _polling ?? _handling;

    public void Polled() => _polling = null;

    public void PollFailed(Exception failure) => _polling = failure.Message;

    public void Handled() => _handling = null;

    public void HandlingFailed(Exception failure) => _handling = failure.Message;
}
