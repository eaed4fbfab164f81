namespace Pipeline.Messaging.DeadLetters;

/// <summary>Which dead letters are meant: those that fit everything that is set.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>The letter with this id.</summary>
    public string? Id { get; init; }

    /// <summary>What the queue's name begins with.</summary>
    public string? Queue { get; init; }

    /// <summary>The message type.</summary>
    public string? MessageType { get; init; }

    /// <summary>The kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The account.</summary>
    public string? AccountId { get; init; }

    /// <summary>What the reason contains, in any case.</summary>
    public string? Reason { get; init; }

    /// <summary>Failed at this time or before.</summary>
    public DateTimeOffset? FailedBefore { get; init; }

    /// <summary>Failed at this time or after.</summary>
    public DateTimeOffset? FailedAfter { get; init; }

    /// <summary>Whether letters of a queue can be meant.</summary>
    public bool MayBeIn(string queue) => Queue is null || queue.StartsWith(Queue, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a letter is meant.</summary>
    public bool Fits(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return MayBeIn(letter.Queue)
            && Same(Id, letter.Id)
            && Same(MessageType, letter.MessageType)
            && Same(Kind, letter.Kind)
            && Same(AccountId, letter.AccountId)
            && (Reason is null || letter.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase))
            && (FailedBefore is null || letter.FailedAt <= FailedBefore)
            && (FailedAfter is null || letter.FailedAt >= FailedAfter);
    }

    private static bool Same(string? wanted, string? given) => wanted is null || wanted.Equals(given, StringComparison.OrdinalIgnoreCase);
}
