using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using MassTransit.Serialization;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>
/// What is left of a message that is too large: its small members, and its arrays empty. It says which run, scope and
/// page the message is of, to whoever cannot have the message itself.
/// </summary>
internal static class MessageOutline
{
    // Members of identity are small: a scope is below 300 bytes. The rest is what made the message large.
    private const int LargestMember = 1024;

    /// <summary>The outline of a message, with the reference as its first member.</summary>
    public static byte[] Write(ReadOnlyMemory<byte> message, ClaimCheckReference reference)
    {
        using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = SystemTextJsonMessageSerializer.Options.MaxDepth });
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = SystemTextJsonMessageSerializer.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(ClaimCheckReference.Member);
            JsonSerializer.Serialize(writer, reference, JsonSerializerOptions.Web);
            WriteMembers(writer, document.RootElement);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement message)
    {
        foreach (var member in message.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            WriteValue(writer, member.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String):
            case var _ when JsonMarshal.GetRawUtf8Value(value).Length <= LargestMember:
                value.WriteTo(writer);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteMembers(writer, value);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(string.Empty);
                break;
        }
    }
}
