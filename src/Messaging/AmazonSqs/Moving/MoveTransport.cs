using System.Text;
using Amazon.SQS.Model;
using MassTransit;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Moving;

/// <summary>Moves a received message, whatever it is, to another queue: its body untouched, the reason beside it.</summary>
internal sealed class MoveTransport(QueueSender target)
{
    // Of a reason this much is worth keeping; a body of nearly 1 MiB must have room beside it.
    private const int LongestReason = 1_024;

    public Task MoveAsync(ReceiveContext context, Dictionary<string, string> reasons)
    {
        if (!context.TryGetPayload<Message>(out var received))
        {
            throw new ArgumentException("It did not come from SQS.", nameof(context));
        }

        var attributes = (received.MessageAttributes ?? [])
            .Where(attribute => attribute.Value.StringValue is { Length: > 0 } && !attribute.Key.StartsWith("MT-", StringComparison.Ordinal))
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue, StringComparer.Ordinal);
        var room = ServiceLimits.QueueBytes - Encoding.UTF8.GetByteCount(received.Body)
            - attributes.Sum(attribute => OutgoingMessage.AttributeBytes(attribute.Key, attribute.Value));
        Append(attributes, reasons, room);
        return target.SendAsync(OutgoingMessage.ToQueue(target.Name, received.Body, attributes, Options(target.Name, received), CancellationToken.None));
    }

    // Nothing may keep a message from being moved: what has no room is left out, the reason last of all.
    private static void Append(Dictionary<string, string> attributes, Dictionary<string, string> reasons, int room)
    {
        foreach (var (name, value) in reasons.OrderByDescending(reason => reason.Key == MessageHeaders.Reason))
        {
            var text = LegalText.Of(value.Length > LongestReason ? value[..LongestReason] : value);
            var size = OutgoingMessage.AttributeBytes(name, text);
            if (text.Length > 0 && size <= room && attributes.Count < ServiceLimits.Attributes)
            {
                attributes[name] = text;
                room -= size;
            }
        }
    }

    // To FIFO, a message that comes a second time to the error queue, after a replay, is no repetition. A group is known to
    // other queues too, where it shares them out fairly; but these refuse a message that says what makes a repetition of it.
    private static OutgoingMessage.Delivery Options(string target, Message received) =>
        received.Attributes?.GetValueOrDefault("MessageGroupId") is { } group
            ? new OutgoingMessage.Delivery(group, SqsNames.IsFifo(target) ? received.MessageId : null)
            : default;
}
