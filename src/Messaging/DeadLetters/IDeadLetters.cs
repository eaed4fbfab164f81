namespace Pipeline.Messaging.DeadLetters;

/// <summary>Messages that could not be handled, of all stages.</summary>
public interface IDeadLetters
{
    /// <summary>Whether a replay only asks: the process whose bus it is sends them, now or when it next runs.</summary>
    bool IsSentByAnother { get; }

    /// <summary>The letters that fit, in no order. Those that are looked at stay where they are.</summary>
    IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Sends the letters that fit to the queues they came from, unchanged, and removes each once it is sent. Interrupted, or
    /// run twice at once, it sends some a second time with the same message id, which changes nothing. What fails again
    /// meanwhile is not sent again.
    /// </summary>
    /// <param name="filter">Which letters.</param>
    /// <param name="options">How many, and how fast.</param>
    /// <param name="cancellationToken">Ends it between two sends; the result then says so, it does not throw.</param>
    Task<ReplayResult> ReplayAsync(DeadLetterFilter filter, ReplayOptions options, CancellationToken cancellationToken);
}
