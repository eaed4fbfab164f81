using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Serializes what is sent, and stores what is too large to be sent.</summary>
internal sealed class ClaimCheckWriter(IClaimCheckStore store)
{
    /// <summary>
    /// The most bytes of a message that travel with it. SNS takes 256 KB, of which the envelope and its headers take up to
    /// a few.
    /// </summary>
    public const int LargestMessage = 200 * 1024;

    /// <summary>Decides how a message travels. It runs before the sender's own settings, so the envelope is written later.</summary>
    public async Task PrepareAsync<T>(SendContext<T> context)
        where T : class
    {
        // Copies of messages that were received travel as they came.
        if (context.Serializer is not SystemTextJsonMessageSerializer json)
        {
            return;
        }

        // By its own type, as the envelope would write it.
        var content = JsonSerializer.SerializeToUtf8Bytes<object>(context.Message, SystemTextJsonMessageSerializer.Options);
        if (content.Length <= LargestMessage)
        {
            context.Serializer = new EnvelopeSerializer(json.ContentType, content);
            return;
        }

        var reference = new ClaimCheckReference(ClaimCheckNames.OfMessage(content), content.Length);
        await store.PutAsync(reference.Name, content, context.CancellationToken);
        context.Serializer = new EnvelopeSerializer(ClaimCheckReference.ContentType, MessageOutline.Write(content, reference));
    }
}
