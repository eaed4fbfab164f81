using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Ingress.Mappings;

/// <summary>
/// What a scalar stands for by YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema): unquoted null,
/// true, false and numbers are values, everything else is text. So <c>'true'</c> stays text, and <c>no</c> is text too.
/// </summary>
internal static partial class YamlScalar
{
    public static void Write(YamlScalarNode scalar, Utf8JsonWriter writer)
    {
        var text = scalar.Value ?? string.Empty;
        if (scalar.Style != ScalarStyle.Plain || IsTaggedText(scalar))
        {
            writer.WriteStringValue(text);
            return;
        }

        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                writer.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                writer.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                writer.WriteBooleanValue(false);
                break;
            default:
                WriteNumberOrText(text, writer);
                break;
        }
    }

    private static bool IsTaggedText(YamlScalarNode scalar) =>
        !scalar.Tag.IsEmpty && scalar.Tag.Value is "!" or "tag:yaml.org,2002:str";

    private static void WriteNumberOrText(string text, Utf8JsonWriter writer)
    {
        if (WholeNumber().IsMatch(text))
        {
            writer.WriteRawValue(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        }
        else if (HexadecimalNumber().IsMatch(text))
        {
            // The leading zero keeps the highest digit from being read as a sign.
            writer.WriteRawValue(BigInteger.Parse($"0{text.AsSpan(2)}", NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        }
        else if (DecimalNumber().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex HexadecimalNumber();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex DecimalNumber();
}
