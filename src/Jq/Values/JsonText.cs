using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Jq.Values;

/// <summary>Values as the text that jq prints.</summary>
internal static class JsonText
{
    public static string Write(JqValue value) => WriteStart(value, long.MaxValue);

    public static string Write(JqValue value, JqTextFormat format)
    {
        var text = ToText(JsonWriter.Write(value, format, long.MaxValue));
        return format.AsciiOnly ? Ascii(text) : text;
    }

    /// <summary>Compact text, given up soon after the limit of bytes: error messages need only its beginning.</summary>
    public static string WriteStart(JqValue value, long limit) => WriteStart(value, limit, out _);

    /// <summary>The same, and how many bytes it has: more than the limit when it was given up.</summary>
    public static string WriteStart(JqValue value, long limit, out int bytes)
    {
        var writer = JsonWriter.Write(value, JqTextFormat.Compact, limit);
        bytes = writer.Text.Length;
        return ToText(writer);
    }

    public static void Write(JqValue value, IBufferWriter<byte> output)
    {
        var writer = JsonWriter.Write(value, JqTextFormat.Compact, long.MaxValue);
        output.Write(writer.Text);
        writer.Release();
    }

    /// <summary>How many bytes compact text has; some number above the limit when it has more.</summary>
    public static long Measure(JqValue value, long limit)
    {
        var writer = JsonWriter.Write(value, JqTextFormat.Compact, limit);
        var length = writer.Text.Length;
        writer.Release();
        return length;
    }

    private static string ToText(JsonWriter writer)
    {
        var text = Encoding.UTF8.GetString(writer.Text);
        writer.Release();
        return text;
    }

    // Characters beyond ASCII are in strings only, where they may stand as escapes.
    private static string Ascii(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var unit in json)
        {
            _ = char.IsAscii(unit) ? text.Append(unit) : text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return text.ToString();
    }
}
