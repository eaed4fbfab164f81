using System.Globalization;
using System.Text.Json;
using Pipeline.Aws.Models;
using Pipeline.Aws.Text;

namespace Pipeline.Aws.Protocols.Json;

/// <summary>
/// Writes what is no structure, list or map. Plain JSON services are taken at their word; for REST services botocore
/// turns each value into the type that the model says, whatever the wire says.
/// </summary>
internal sealed class JsonScalars(bool coerces)
{
    public void Write(ref Utf8JsonReader reader, ShapeRef use, ResultContext result)
    {
        var text = reader.TokenType == JsonTokenType.String;
        var number = reader.TokenType == JsonTokenType.Number;
        switch (use.Type)
        {
            case ShapeType.Timestamp when text || number:
                WriteTimestamp(ref reader, result);
                break;
            case ShapeType.Blob when text && reader.TryGetBytesFromBase64(out var bytes):
                result.Writer.WriteBlob(bytes, result.Style);
                break;
            case ShapeType.Float or ShapeType.Double when coerces && text:
                result.Writer.WriteFloat(ResultWriter.ParseFloat(reader.GetString()));
                break;
            case ShapeType.Float or ShapeType.Double when coerces && number:
                result.Writer.WriteFloat(reader.GetDouble());
                break;
            case ShapeType.Integer or ShapeType.Long when coerces && text:
                result.Writer.WriteNumberValue(long.Parse(reader.GetString()!, CultureInfo.InvariantCulture));
                break;
            case ShapeType.Integer or ShapeType.Long when coerces && number && !reader.TryGetInt64(out _):
                result.Writer.WriteNumberValue(Math.Truncate(reader.GetDecimal()));
                break;
            case ShapeType.Boolean when coerces && text:
                result.Writer.WriteBooleanValue(string.Equals(reader.GetString(), "true", StringComparison.OrdinalIgnoreCase));
                break;
            default:
                JsonCopy.Write(ref reader, result.Writer);
                break;
        }
    }

    private static void WriteTimestamp(ref Utf8JsonReader reader, ResultContext result)
    {
        var timestamp = reader.TokenType == JsonTokenType.Number
            ? Timestamp.FromEpoch(reader.GetDouble())
            : Timestamp.Parse(reader.GetString());
        if (timestamp is { } known)
        {
            result.Writer.WriteTimestamp(known, result.Style);
        }
        else
        {
            // What no calendar holds (boto3 fails here) is passed on as it came.
            JsonCopy.Write(ref reader, result.Writer);
        }
    }
}
