namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>Takes over what others than this pipeline put into a queue.</summary>
public interface IRawMessageHandler
{
    /// <summary>Takes a message over. When it returns, the message is safe and is deleted from the queue.</summary>
    /// <param name="body">The body, as it was sent.</param>
    /// <param name="cancellationToken">The process ends: the message goes back to the queue.</param>
    /// <exception cref="PoisonMessageException">The message will never be taken: it is moved to the error queue.</exception>
    /// <exception cref="Exception">Anything else: the message is kept hidden, and tried again until it is taken.</exception>
    Task HandleAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
