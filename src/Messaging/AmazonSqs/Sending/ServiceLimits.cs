namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>What SQS and SNS take. Emulators take more, and SNS drops some of it later without a word.</summary>
internal static class ServiceLimits
{
    /// <summary>SQS: a message, and all messages of a batch, with their attributes.</summary>
    public const int QueueBytes = 1024 * 1024;

    /// <summary>SNS: a message, and all messages of a batch, with their attributes.</summary>
    public const int TopicBytes = 256 * 1024;

    /// <summary>Attributes of a message. SNS drops raw deliveries that have more.</summary>
    public const int Attributes = 10;

    /// <summary>Entries of a batch.</summary>
    public const int Entries = 10;

    /// <summary>How long SQS can hold a message back.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(900);
}
