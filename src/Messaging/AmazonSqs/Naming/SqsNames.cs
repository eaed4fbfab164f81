using System.Text.RegularExpressions;

namespace Pipeline.Messaging.AmazonSqs.Naming;

/// <summary>What SQS and SNS allow as a name, and how names are derived from each other.</summary>
internal static partial class SqsNames
{
    /// <summary>SQS: 80 characters, the suffix of a FIFO queue included.</summary>
    public const int MaxQueueLength = 80;

    /// <summary>SNS: 256 characters.</summary>
    public const int MaxTopicLength = 256;

    public const string Fifo = ".fifo";

    // The longest name that is derived from a queue's.
    private const string LongestSuffix = "_skipped";

    public static bool IsFifo(string name) => name.EndsWith(Fifo, StringComparison.Ordinal);

    public static string Error(string queue) => Suffixed(queue, "_error");

    public static string Skipped(string queue) => Suffixed(queue, LongestSuffix);

    /// <summary>Says what is wrong with the name of an endpoint's queue, from which two others are derived.</summary>
    public static string? FaultOfQueue(string name) =>
        name.Length + LongestSuffix.Length > MaxQueueLength
            ? $"The queue name '{name}' is too long: with '{LongestSuffix}' it must fit into {MaxQueueLength} characters."
            : Fault(name, "queue");

    /// <summary>Says what is wrong with the name of a queue that is only sent to.</summary>
    public static string? FaultOfSentTo(string name) =>
        name.Length > MaxQueueLength ? $"The queue name '{name}' is longer than {MaxQueueLength} characters." : Fault(name, "queue");

    /// <summary>Says what is wrong with a topic's name.</summary>
    public static string? FaultOfTopic(string name) =>
        name.Length > MaxTopicLength ? $"The topic name '{name}' is longer than {MaxTopicLength} characters." : Fault(name, "topic");

    /// <summary>The topic is one that MassTransit publishes faults to, which nobody need take.</summary>
    public static bool IsOfFault(string topic) =>
        topic.Contains("MassTransit-Fault", StringComparison.Ordinal) || topic.Contains("MassTransit-ReceiveFault", StringComparison.Ordinal);

    private static string? Fault(string name, string what) =>
        Legal().IsMatch(name) ? null : $"The {what} name '{name}' may have letters, digits, '-' and '_' only, and '{Fifo}' at its end.";

    private static string Suffixed(string queue, string suffix) =>
        IsFifo(queue) ? queue[..^Fifo.Length] + suffix + Fifo : queue + suffix;

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(\.fifo)?\z")]
    private static partial Regex Legal();
}
