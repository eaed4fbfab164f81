namespace Pipeline.Messaging.DeadLetters;

/// <summary>What a replay did.</summary>
public sealed record ReplayResult
{
    /// <summary>Reasons that are told; thousands of letters may have the same.</summary>
    public const int ReasonsTold = 20;

    /// <summary>Letters that were sent, or that the running process was asked to send.</summary>
    public required int Replayed { get; init; }

    /// <summary>Letters that fitted and stay, because they could not be sent.</summary>
    public required int Kept { get; init; }

    /// <summary>Why, for the first of them.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>
    /// Letters that another process has in hand, or had when it was killed: they come back within a minute, and may be among
    /// those that are meant.
    /// </summary>
    public int HeldElsewhere { get; init; }

    /// <summary>Whether it ended before it had looked at all: it was interrupted, or had replayed as many as were wanted.</summary>
    public required bool HasMore { get; init; }
}
