using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>Hashes an entity as it is written, whatever the order of its keys.</summary>
internal static class EntityDigest
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    public static EntityHash Of(MappedEntity entity, WriteOptions options)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            Write(writer, entity.Body);
        }

        // How it is written decides what Port holds then.
        var flags = buffer.GetSpan(2);
        flags[0] = options.Merge ? (byte)1 : (byte)0;
        flags[1] = options.CreateMissingRelatedEntities ? (byte)1 : (byte)0;
        buffer.Advance(2);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return new EntityHash(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    /// <summary>Whether Port looks something up when it writes the entity: the entity itself, its team, or what it relates to.</summary>
    public static bool IsSearched(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        return IsSearch(body, "identifier")
            || IsSearch(body, "team")
            || (body.TryGetProperty("relations", out var relations)
                && relations.ValueKind == JsonValueKind.Object
                && relations.EnumerateObject().Any(relation => relation.Value.ValueKind == JsonValueKind.Object));
    }

    private static bool IsSearch(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object;

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartObject();
        foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value);
        }

        writer.WriteEndObject();
    }
}
