using System.Text.Json;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>The same properties in another order: keys of all objects, and tags, from the last to the first.</summary>
internal static class Reordered
{
    public static byte[] Of(ReadOnlyMemory<byte> properties)
    {
        using var document = JsonDocument.Parse(properties);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonAnswer.Options))
        {
            Write(writer, document.RootElement, isTags: false);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isTags)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().Reverse())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, property.NameEquals("Tags"u8));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in isTags ? value.EnumerateArray().Reverse() : value.EnumerateArray())
                {
                    Write(writer, item, isTags: false);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
