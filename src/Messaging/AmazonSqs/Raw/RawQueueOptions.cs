namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>A queue whose messages come from elsewhere, such as from rules of EventBridge.</summary>
public sealed record RawQueueOptions
{
    /// <summary>The queue's name. Its error queue has the same with <c>_error</c> at the end.</summary>
    public required string Queue { get; init; }

    /// <summary>Where it is, and whether it is created when it is missing. Prefix and subscriptions are of no matter here.</summary>
    public required AmazonSqsOptions Sqs { get; init; }

    /// <summary>Polls at the same time, each for up to ten messages.</summary>
    public int Pollers { get; init; } = 4;

    /// <summary>How long what is being handled stays hidden at a time; it is extended as often as it takes.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromSeconds(60);
}
