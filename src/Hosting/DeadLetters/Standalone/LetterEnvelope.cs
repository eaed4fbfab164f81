using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>What of a message's envelope matters to whoever keeps it and sends it again.</summary>
internal static class LetterEnvelope
{
    private const string Conversation = "conversationId";
    private const string Message = "message";

    // In which of two tries the same was fetched does not make another letter of it.
    private static readonly string[] OfTheTry = ["ticket", "occurredAt"];

    /// <summary>The ids of a message; null for one that cannot be read.</summary>
    public static (Guid Conversation, Guid Message)? IdsOf(ReadOnlyMemory<byte> body) => Read<(Guid, Guid)?>(
        body,
        envelope => Id(envelope, Conversation) is { } conversation && Id(envelope, "messageId") is { } message ? (conversation, message) : null,
        null);

    /// <summary>Names what a message is about: the same, failed twice in a queue, is one letter.</summary>
    public static string NameOf(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(Read(body, Content, body.ToArray())));

    /// <summary>The message in a conversation of its own, so that what comes of it can be told from all else; null for one that cannot be read.</summary>
    public static byte[]? InConversation(ReadOnlyMemory<byte> body, Guid conversation) => Read(
        body,
        envelope => Id(envelope, "messageId") is null ? null : Copy(envelope, [Conversation], writer => writer.WriteString(Conversation, conversation)),
        null);

    private static byte[] Content(JsonElement envelope) => envelope.TryGetProperty(Message, out var message) && message.ValueKind == JsonValueKind.Object
        ? Copy(message, OfTheTry, _ => { })
        : Copy(envelope, [], _ => { });

    private static byte[] Copy(JsonElement value, string[] without, Action<Utf8JsonWriter> with)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in value.EnumerateObject().Where(member => !without.Contains(member.Name, StringComparer.Ordinal)))
            {
                member.WriteTo(writer);
            }

            with(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static Guid? Id(JsonElement envelope, string name) =>
        envelope.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var value) ? value : null;

    private static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read, T otherwise)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            return envelope.RootElement.ValueKind == JsonValueKind.Object ? read(envelope.RootElement) : otherwise;
        }
        catch (JsonException)
        {
            return otherwise;
        }
    }
}
