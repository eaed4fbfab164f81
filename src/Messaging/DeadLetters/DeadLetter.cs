namespace Pipeline.Messaging.DeadLetters;

/// <summary>A message that could not be handled, and what is known of it.</summary>
public sealed record DeadLetter
{
    /// <summary>The message's id; the queue's own where the message has none that can be read.</summary>
    public required string Id { get; init; }

    /// <summary>The queue it was in when it failed, without the installation's prefix: <c>mapper-resources-enumerated-live</c>.</summary>
    public required string Queue { get; init; }

    /// <summary>The message's type, such as <c>ResourcesEnumerated</c>; <see cref="DeadLetterReading.Unreadable"/> when it cannot be told.</summary>
    public required string MessageType { get; init; }

    /// <summary>Why it failed.</summary>
    public required string Reason { get; init; }

    /// <summary>When it failed.</summary>
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>The run it is of; null without one.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The account it is about; null when it is about none.</summary>
    public string? AccountId { get; init; }

    /// <summary>The kind it is about; null when it is about none.</summary>
    public string? Kind { get; init; }

    /// <summary>The message with its envelope, untouched. It may hold secrets of the resources it is about.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
