using System.Globalization;
using System.Text.Json;

namespace Pipeline.Aws.Text;

/// <summary>Writes the values of a result that need a decision about their form.</summary>
internal static class ResultWriter
{
    public static void WriteTimestamp(this Utf8JsonWriter writer, Timestamp timestamp, AwsTextStyle style) =>
        writer.WriteStringValue(style == AwsTextStyle.Boto3 ? timestamp.ToPythonText() : timestamp.ToIsoText());

    public static void WriteBlob(this Utf8JsonWriter writer, ReadOnlySpan<byte> bytes, AwsTextStyle style)
    {
        if (style == AwsTextStyle.Boto3)
        {
            writer.WriteStringValue(PythonText.Bytes(bytes));
        }
        else
        {
            writer.WriteBase64StringValue(bytes);
        }
    }

    /// <summary>A floating point number; JSON has none for infinity and NaN, so those are strings.</summary>
    public static void WriteFloat(this Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(PythonText.Float(value), skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    public static double ParseFloat(ReadOnlySpan<char> text) => text.Trim() switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        "NaN" => double.NaN,
        var number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
