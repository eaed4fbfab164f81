using System.Globalization;
using System.Text;

namespace Pipeline.Aws.Text;

/// <summary>How Python writes bytes and floating point numbers.</summary>
internal static class PythonText
{
    /// <summary><c>repr(bytes)</c>: <c>b'…'</c>, in double quotes when it holds a single one and no double one.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes)
    {
        var quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
        var text = new StringBuilder(bytes.Length + 3).Append('b').Append(quote);
        foreach (var value in bytes)
        {
            AppendByte(text, (char)value, quote);
        }

        return text.Append(quote).ToString();
    }

    /// <summary>
    /// <c>repr(float)</c>: the shortest digits that read back the same, with <c>.0</c> for whole numbers, an exponent
    /// below 1e-4 and from 1e16. Infinities and NaN are <c>inf</c> and <c>nan</c>.
    /// </summary>
    public static string Float(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        // The shortest digits are the same in .NET and Python; where they begin to use an exponent is not.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        var magnitude = Math.Abs(value);
        if (magnitude is 0 or (>= 1e-4 and < 1e16))
        {
            return exponent < 0
                ? shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0"
                : decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.0###", CultureInfo.InvariantCulture);
        }

        return exponent < 0 ? Scientific(shortest) : shortest.Replace('E', 'e');
    }

    /// <summary>Turns digits without an exponent, a large whole number or a small fraction, into Python's scientific form.</summary>
    private static string Scientific(string plain)
    {
        var sign = plain[0] == '-' ? "-" : "";
        var digits = plain.TrimStart('-');
        var point = digits.IndexOf('.', StringComparison.Ordinal) is var found and >= 0 ? found : digits.Length;
        var all = digits.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.TrimStart('0').Length;
        var significant = all.Trim('0');
        var exponent = point - leading - 1;
        var fraction = significant.Length > 1 ? "." + significant[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{significant[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static void AppendByte(StringBuilder text, char value, char quote)
    {
        switch (value)
        {
            case '\\':
                text.Append(@"\\");
                break;
            case '\t':
                text.Append(@"\t");
                break;
            case '\n':
                text.Append(@"\n");
                break;
            case '\r':
                text.Append(@"\r");
                break;
            case < ' ' or > '~':
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)value:x2}");
                break;
            default:
                text.Append(value == quote ? "\\" : "").Append(value);
                break;
        }
    }
}
