using System.Text.Json;
using Amazon.SQS.Model;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>
/// What SNS delivers where a subscription is not raw: the message as a text within one of its own. The transport makes raw
/// ones only; somebody else's may not be, and the official transport reads them too.
/// </summary>
internal static class SnsNotification
{
    private const string Topic = "TopicArn";

    /// <summary>The message as it was published, with its attributes; the same one when nothing is around it.</summary>
    public static Message Unwrap(Message received)
    {
        // Resources have such members as well, deeper down: those are parsed in vain, which most messages are not.
        if (!received.Body.Contains($"\"{Topic}\"", StringComparison.Ordinal))
        {
            return received;
        }

        try
        {
            using var notification = JsonDocument.Parse(received.Body, DeadLetterReading.AsDeepAsTheBus);
            return DeadLetterReading.Text(notification.RootElement, Topic) is not null && DeadLetterReading.Text(notification.RootElement, "Message") is { } body
                ? new Message { MessageId = received.MessageId, Attributes = received.Attributes, Body = body, MessageAttributes = Attributes(notification.RootElement) }
                : received;
        }
        catch (JsonException)
        {
            return received;
        }
    }

    private static Dictionary<string, MessageAttributeValue> Attributes(JsonElement notification) =>
        DeadLetterReading.Member(notification, "MessageAttributes") is { ValueKind: JsonValueKind.Object } attributes
            ? attributes.EnumerateObject().ToDictionary(
                attribute => attribute.Name,
                attribute => new MessageAttributeValue { DataType = "String", StringValue = DeadLetterReading.Text(attribute.Value, "Value") },
                StringComparer.Ordinal)
            : [];
}
