using System.Text;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>A message on its way to a queue or a topic. What AWS would not take is not made.</summary>
internal sealed class OutgoingMessage : BatchEntry
{
    private OutgoingMessage(string? text, byte[]? utf8, Dictionary<string, string> attributes, Delivery delivery, int bytes, CancellationToken cancellationToken)
        : base(bytes, cancellationToken)
    {
        Text = text ?? "";
        Utf8 = utf8 ?? [];
        Attributes = attributes;
        Options = delivery;
    }

    /// <summary>The body of a message to a queue.</summary>
    public string Text { get; }

    /// <summary>The body of a message to a topic.</summary>
    public byte[] Utf8 { get; }

    /// <summary>The attributes, all of them text.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    public Delivery Options { get; }

    public override string? Group => Options.GroupId;

    /// <summary>Makes a message to a queue.</summary>
    /// <exception cref="AmazonSqsTransportException">SQS would refuse it.</exception>
    public static OutgoingMessage ToQueue(
        string queue, string body, Dictionary<string, string> attributes, Delivery options, CancellationToken cancellationToken)
    {
        if (options.Delay > ServiceLimits.Delay)
        {
            throw Refused(queue, $"SQS holds messages back for {ServiceLimits.Delay.TotalSeconds:0} s at most, not for {options.Delay.TotalSeconds:0} s");
        }

        if (options.Delay > TimeSpan.Zero && SqsNames.IsFifo(queue))
        {
            throw Refused(queue, "a FIFO queue does not hold back single messages");
        }

        if (!LegalText.Is(body))
        {
            throw Refused(queue, "the body has a character that SQS does not take");
        }

        CheckIds(queue, options);
        var bytes = Check(queue, Encoding.UTF8.GetByteCount(body), attributes, ServiceLimits.QueueBytes, "SQS");
        return new OutgoingMessage(body, null, attributes, options, bytes, cancellationToken);
    }

    /// <summary>Makes a message to a topic.</summary>
    /// <exception cref="AmazonSqsTransportException">SNS would refuse it, or not deliver it.</exception>
    public static OutgoingMessage ToTopic(
        string topic, byte[] body, Dictionary<string, string> attributes, Delivery options, CancellationToken cancellationToken)
    {
        if (options.Delay > TimeSpan.Zero)
        {
            throw Refused(topic, "SNS cannot hold messages back: send it to a queue");
        }

        if (!LegalText.Is(body))
        {
            throw Refused(topic, "the body has a character that SNS does not take");
        }

        CheckIds(topic, options);
        var bytes = Check(topic, body.Length, attributes, ServiceLimits.TopicBytes, "SNS");
        return new OutgoingMessage(null, body, attributes, options, bytes, cancellationToken);
    }

    private static void CheckIds(string destination, Delivery options)
    {
        if (!LegalNames.IsId(options.GroupId) || !LegalNames.IsId(options.DeduplicationId))
        {
            throw Refused(destination, "its group and deduplication ids may have 128 letters, digits and punctuation marks");
        }
    }

    private static int Check(string destination, int bytes, Dictionary<string, string> attributes, int limit, string service)
    {
        if (bytes == 0)
        {
            throw Refused(destination, "it has no body");
        }

        if (attributes.Count > ServiceLimits.Attributes)
        {
            throw Refused(destination, $"it has {attributes.Count} attributes, and {service} takes {ServiceLimits.Attributes}: {string.Join(", ", attributes.Keys)}");
        }

        foreach (var (name, value) in attributes)
        {
            CheckAttribute(destination, name, value, service);
            bytes += AttributeBytes(name, value);
        }

        return bytes <= limit
            ? bytes
            : throw Refused(destination, $"it has {bytes} bytes with its attributes, and {service} takes {limit}");
    }

    private static void CheckAttribute(string destination, string name, string value, string service)
    {
        if (!LegalNames.IsAttribute(name))
        {
            throw Refused(destination, $"'{name}' is no name of an attribute that {service} takes");
        }

        if (value.Length == 0 || !LegalText.Is(value))
        {
            throw Refused(destination, $"the attribute '{name}' is {(value.Length == 0 ? "empty" : $"not text that {service} takes")}");
        }
    }

    // A type counts too: all are String.
    public static int AttributeBytes(string name, string value) => Encoding.UTF8.GetByteCount(name) + 6 + Encoding.UTF8.GetByteCount(value);

    private static AmazonSqsTransportException Refused(string destination, string reason) =>
        new($"A message to '{destination}' is not sent: {reason}.");

    /// <summary>How a message is to be delivered.</summary>
    /// <param name="GroupId">The group in which order counts, for FIFO.</param>
    /// <param name="DeduplicationId">What makes a repetition known, for FIFO.</param>
    /// <param name="Delay">How long a queue holds it back.</param>
    public readonly record struct Delivery(string? GroupId = null, string? DeduplicationId = null, TimeSpan Delay = default);
}
