using System.Buffers;
using System.Text;
using System.Text.Json;
using Pipeline.Aws.Models;

namespace Pipeline.Aws.Protocols.Json;

/// <summary>Writes parameters as the JSON that a service expects.</summary>
internal sealed class JsonBody(Utf8JsonWriter writer)
{
    public static byte[] Write(Action<JsonBody, Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        content(new JsonBody(writer), writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public void WriteValue(Parameter parameter)
    {
        switch (parameter.Type)
        {
            case ShapeType.Structure when !parameter.Use.Shape.IsDocument:
                writer.WriteStartObject();
                WriteMembers(parameter.Members());
                writer.WriteEndObject();
                break;
            case ShapeType.List:
                writer.WriteStartArray();
                foreach (var item in parameter.Items())
                {
                    WriteValue(item);
                }

                writer.WriteEndArray();
                break;
            case ShapeType.Map:
                WriteMap(parameter);
                break;
            default:
                WriteScalar(parameter);
                break;
        }
    }

    public void WriteMembers(IEnumerable<MemberParameter> members)
    {
        foreach (var (member, parameter) in members)
        {
            writer.WritePropertyName(member.WireName);
            WriteValue(parameter);
        }
    }

    private void WriteMap(Parameter parameter)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in parameter.Entries())
        {
            writer.WritePropertyName(key);
            WriteValue(value);
        }

        writer.WriteEndObject();
    }

    private void WriteScalar(Parameter parameter)
    {
        switch (parameter.Type)
        {
            case ShapeType.Timestamp:
                WriteTimestamp(parameter);
                break;
            case ShapeType.Blob:
                writer.WriteBase64StringValue(Encoding.UTF8.GetBytes(parameter.Text()));
                break;
            case ShapeType.String or ShapeType.Character:
                writer.WriteStringValue(parameter.Text());
                break;
            default:
                parameter.Value.WriteTo(writer);
                break;
        }
    }

    private void WriteTimestamp(Parameter parameter)
    {
        var format = parameter.Use.Traits.TimestampFormat ?? "unixTimestamp";
        if (string.Equals(format, "unixTimestamp", StringComparison.OrdinalIgnoreCase))
        {
            writer.WriteNumberValue(parameter.Timestamp().ToEpochSeconds());
        }
        else
        {
            writer.WriteStringValue(parameter.Timestamp().ToWireText(format));
        }
    }
}
