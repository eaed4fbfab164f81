using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Deserializes messages that travel as references: with what was fetched in place, and else as their outline.</summary>
internal sealed class ClaimCheckDeserializer : ISerializerFactory, IMessageDeserializer
{
    private static readonly SystemTextJsonMessageSerializer Json = SystemTextJsonMessageSerializer.Instance;

    public ContentType ContentType => ClaimCheckReference.ContentType;

    public IMessageSerializer CreateSerializer() => throw new NotSupportedException("Whether a message travels as a reference depends on its size.");

    public IMessageDeserializer CreateDeserializer() => this;

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        var body = receiveContext.TryGetPayload<ClaimedMessage>(out var claimed) && claimed.Content is { } content
            ? new BytesMessageBody(InPlace(receiveContext.Body.GetBytes(), content))
            : receiveContext.Body;
        return new BodyConsumeContext(receiveContext, Deserialize(body, receiveContext.TransportHeaders, receiveContext.InputAddress));
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        Json.Deserialize(body, headers, destinationAddress);

    public MessageBody GetMessageBody(string text) => Json.GetMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("claimCheck");

    private static byte[] InPlace(ReadOnlyMemory<byte> envelope, ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(envelope);
        var whole = new ArrayBufferWriter<byte>(envelope.Length + message.Length);
        using (var writer = new Utf8JsonWriter(whole))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject().Where(member => !member.NameEquals("message")))
            {
                member.WriteTo(writer);
            }

            writer.WritePropertyName("message");
            writer.WriteRawValue(message.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return whole.WrittenSpan.ToArray();
    }
}
