namespace Pipeline.Messaging.DeadLetters.Kept;

/// <summary>Keeps letters where the bus has no queues that would.</summary>
public interface IDeadLetterKeeper
{
    /// <summary>Keeps a letter; the same one twice is one letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="contentType">How its body is to be read when it is sent again.</param>
    /// <param name="cancellationToken">Stops keeping it.</param>
    Task KeepAsync(DeadLetter letter, string contentType, CancellationToken cancellationToken);
}
