using System.Buffers;
using System.Text.Json;
using Pipeline.Aws.Text;

namespace Pipeline.Aws.Protocols.Json;

/// <summary>Copies any JSON value as Python's <c>json.loads</c> and <c>json.dumps</c> would: fractions in shortest form.</summary>
internal static class JsonCopy
{
    /// <summary>Copies the value at which the reader stands and leaves the reader at its end.</summary>
    public static void Write(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, writer);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, writer);
                break;
            case JsonTokenType.String:
                WriteString(reader.ValueSpan, writer);
                break;
            case JsonTokenType.Number:
                WriteNumber(ref reader, writer);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteObject(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            writer.WritePropertyName(reader.GetString()!);
            reader.Read();
            Write(ref reader, writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Write(ref reader, writer);
        }

        writer.WriteEndArray();
    }

    /// <summary>
    /// Copies a string as it is, escapes included: Cloud Control's properties are one long escaped string, and an
    /// unpaired surrogate, which Python lets through, could not be unescaped at all.
    /// </summary>
    private static void WriteString(ReadOnlySpan<byte> content, Utf8JsonWriter writer)
    {
        var quoted = ArrayPool<byte>.Shared.Rent(content.Length + 2);
        quoted[0] = (byte)'"';
        content.CopyTo(quoted.AsSpan(1));
        quoted[content.Length + 1] = (byte)'"';
        writer.WriteRawValue(quoted.AsSpan(0, content.Length + 2), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(quoted);
    }

    private static void WriteNumber(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (reader.ValueSpan.IndexOfAny(".eE"u8) >= 0 && reader.TryGetDouble(out var value) && double.IsFinite(value))
        {
            writer.WriteFloat(value);
        }
        else
        {
            writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
        }
    }
}
