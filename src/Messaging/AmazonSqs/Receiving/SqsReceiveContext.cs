using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Amazon.SQS.Model;
using MassTransit;
using MassTransit.Context;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>A message that is being handled.</summary>
internal sealed class SqsReceiveContext : BaseReceiveContext, TransportReceiveContext
{
    private readonly Message _message;

    public SqsReceiveContext(Message message, ReceiveEndpointContext endpoint)
        : base(WasReceivedBefore(message), endpoint, message)
    {
        // Beside it stays the message as it came, which is what is moved when it cannot be handled.
        _message = SnsNotification.Unwrap(message);
        Body = new StringMessageBody(_message.Body);
        HeaderProvider = new Headers(_message);
    }

    public override MessageBody Body { get; }

    protected override IHeaderProvider HeaderProvider { get; }

    public IDictionary<string, object> GetTransportProperties()
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        SqsProperties.Write(
            properties, _message.Attributes?.GetValueOrDefault("MessageGroupId"), _message.Attributes?.GetValueOrDefault("MessageDeduplicationId"));
        return properties;
    }

    private static bool WasReceivedBefore(Message message) =>
        message.Attributes?.GetValueOrDefault("ApproximateReceiveCount") is { } count && count != "1";

    private sealed class Headers(Message message) : IHeaderProvider
    {
        public bool TryGetHeader(string key, [NotNullWhen(true)] out object? value)
        {
            value = message.MessageAttributes?.GetValueOrDefault(key)?.StringValue;
            if (value is null && key.Equals(MessageHeaders.MessageId, StringComparison.OrdinalIgnoreCase))
            {
                value = message.MessageId;
            }
            else if (value is null && key.Equals(MessageHeaders.TransportSentTime, StringComparison.OrdinalIgnoreCase)
                && long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), CultureInfo.InvariantCulture, out var milliseconds))
            {
                value = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
            }

            return value is not null;
        }

        public IEnumerable<KeyValuePair<string, object>> GetAll()
        {
            if (message.MessageAttributes?.ContainsKey(MessageHeaders.MessageId) is not true)
            {
                yield return new(MessageHeaders.MessageId, message.MessageId);
            }

            foreach (var (name, attribute) in message.MessageAttributes ?? [])
            {
                if (attribute.StringValue is { } text)
                {
                    yield return new(name, text);
                }
            }
        }
    }
}
