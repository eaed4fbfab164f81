using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Writes MassTransit's envelope around one message that is JSON already.</summary>
internal sealed class EnvelopeSerializer(ContentType contentType, ReadOnlyMemory<byte> message) : IMessageSerializer
{
    public ContentType ContentType => contentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => new SystemTextJsonMessageBody<T>(
            context, SystemTextJsonMessageSerializer.Options, new JsonMessageEnvelope(context, new RawJson(message)));
}
