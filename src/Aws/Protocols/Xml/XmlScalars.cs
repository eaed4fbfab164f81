using System.Globalization;
using Pipeline.Aws.Models;
using Pipeline.Aws.Text;

namespace Pipeline.Aws.Protocols.Xml;

/// <summary>Writes an element's text, or a header's, as the type the model says.</summary>
internal static class XmlScalars
{
    public static void Write(ReadOnlySpan<char> text, ShapeRef use, ResultContext result)
    {
        switch (use.Type)
        {
            case ShapeType.Boolean:
                result.Writer.WriteBooleanValue(text is "true");
                break;
            case ShapeType.Integer or ShapeType.Long:
                result.Writer.WriteNumberValue(long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture));
                break;
            case ShapeType.Float or ShapeType.Double:
                result.Writer.WriteFloat(ResultWriter.ParseFloat(text));
                break;
            case ShapeType.Timestamp when Timestamp.Parse(text) is { } timestamp:
                result.Writer.WriteTimestamp(timestamp, result.Style);
                break;
            case ShapeType.Blob:
                result.Writer.WriteBlob(Convert.FromBase64String(text.ToString()), result.Style);
                break;
            case ShapeType.String when use.Traits.Decode is ("policy" or "template"):
                EmbeddedJson.Write(text.ToString(), use.Traits.Decode!, result.Writer);
                break;
            default:
                result.Writer.WriteStringValue(text);
                break;
        }
    }
}
