using System.Buffers;
using System.Text;
using System.Text.Json;
using Pipeline.Jq.Values;

namespace Pipeline.Jq;

public readonly partial struct JqValue
{
    /// <summary>
    /// Parses one JSON document, with jq's reading of it (NaN, a byte order mark, number text kept). The value
    /// reads from the memory as long as it lives: do not change or reuse it.
    /// </summary>
    /// <exception cref="JqParseException">The text is not one JSON value.</exception>
    public static JqValue Parse(ReadOnlyMemory<byte> utf8Json) =>
        TapeBuilder.TryBuild(utf8Json) is { } tape ? tape.ValueAt(0) : JsonReader.ParseSingle(utf8Json.Span);

    /// <summary>Parses one JSON document.</summary>
    /// <exception cref="JqParseException">The text is not one JSON value.</exception>
    public static JqValue Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>The value as compact JSON, as <c>jq -c</c> prints it.</summary>
    public string ToJson() => JsonText.Write(this);

    /// <summary>The value as JSON in the form that is asked for.</summary>
    public string ToJson(JqTextFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return JsonText.Write(this, format);
    }

    /// <summary>Writes the value as compact UTF-8 JSON.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        JsonText.Write(this, output);
    }

    /// <summary>Writes the value to a JSON writer.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (Kind)
        {
            case JqKind.Null:
                writer.WriteNullValue();
                break;
            case JqKind.Boolean:
                writer.WriteBooleanValue(IsTruthy);
                break;
            case JqKind.Number:
                WriteNumber(writer);
                break;
            case JqKind.String:
                WriteText(writer);
                break;
            case JqKind.Array:
                WriteArray(writer);
                break;
            default:
                WriteObject(writer);
                break;
        }
    }

    private void WriteText(Utf8JsonWriter writer)
    {
        if (_ref is JsonTape tape && tape.TryUtf8(TapeIndex, out var utf8) && System.Text.Unicode.Utf8.IsValid(utf8))
        {
            writer.WriteStringValue(utf8);
            return;
        }

        writer.WriteStringValue(Text);
    }

    private void WriteNumber(Utf8JsonWriter writer)
    {
        if (Literal is null && _number == Math.Truncate(_number) && Math.Abs(_number) < 1e15 && !double.IsNegative(_number))
        {
            writer.WriteNumberValue((long)_number);
            return;
        }

        writer.WriteRawValue(ToJson());
    }

    private void WriteArray(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (ref readonly var item in Array.Span)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private void WriteObject(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        var obj = Object;
        for (var i = 0; i < obj.Count; i++)
        {
            writer.WritePropertyName(obj.KeyAt(i));
            obj.ValueAt(i).WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
