using System.Buffers;
using System.Text.Json;

namespace Pipeline.Enumerator.Calls;

/// <summary>Writes the parameters of a call as JSON.</summary>
internal static class CallParameters
{
    /// <summary>An object of parameters that are lists of one text each.</summary>
    public static ReadOnlyMemory<byte> OfList(string name, string value, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var (list, item) in (ReadOnlySpan<(string, string)>)[(name, value), .. more])
        {
            writer.WriteStartArray(list);
            writer.WriteStringValue(item);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>An object of the parameters that have a value.</summary>
    public static ReadOnlyMemory<byte> Of(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
