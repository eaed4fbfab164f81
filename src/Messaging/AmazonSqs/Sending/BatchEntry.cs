namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>One of those that travel in a batch.</summary>
/// <param name="bytes">How much of a batch's size it takes.</param>
/// <param name="cancellationToken">Set when nobody waits for it any more: it is not sent then, if it has not been.</param>
internal abstract class BatchEntry(int bytes, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Bytes { get; } = bytes;

    /// <summary>Its order among others must stay: no batch takes two of a group.</summary>
    public virtual string? Group => null;

    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    /// <summary>Ends when the service took it, or will not; or when nobody waits any more, whatever becomes of it then.</summary>
    public Task Done => _done.Task.WaitAsync(cancellationToken);

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception failure) => _done.TrySetException(failure);

    public void Abandon() => _done.TrySetCanceled(cancellationToken);
}
