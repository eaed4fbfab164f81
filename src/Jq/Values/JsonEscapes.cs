using System.Globalization;
using System.Text;

namespace Pipeline.Jq.Values;

internal static class JsonEscapes
{
    private const string Control = "Invalid string: control characters from U+0000 through U+001F must be escaped";

    /// <summary>Whether all escapes resolve. Only surrogates can fail in JSON that is otherwise well formed.</summary>
    public static bool AreValid(ReadOnlySpan<byte> escaped) =>
        escaped.IndexOf("\\ud"u8) < 0 && escaped.IndexOf("\\uD"u8) < 0
        || TryUnescape(Encoding.UTF8.GetString(escaped), out _) is null;

    /// <summary>Resolves JSON escapes; returns jq's message when one is invalid.</summary>
    public static string? TryUnescape(string text, out string result)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' && text[i] >= ' ')
            {
                output.Append(text[i]);
                continue;
            }

            var problem = text[i] == '\\' ? AppendEscape(output, text, ref i) : Control;
            if (problem is not null)
            {
                result = "";
                return problem;
            }
        }

        result = Unicode.Repair(output.ToString());
        return null;
    }

    private static string? AppendEscape(StringBuilder output, string text, ref int i)
    {
        if (++i >= text.Length)
        {
            return "Expected escape character at end of string";
        }

        if (text[i] == 'u')
        {
            return AppendUnicode(output, text, ref i);
        }

        var plain = text[i] switch
        {
            '"' or '\\' or '/' => text[i],
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        output.Append(plain);
        return plain == '\0' ? "Invalid escape" : null;
    }

    private static string? AppendUnicode(StringBuilder output, string text, ref int i)
    {
        if (!TryHex(text, i + 1, out var unit))
        {
            return i + 4 >= text.Length ? "Invalid \\uXXXX escape" : "Invalid characters in \\uXXXX escape";
        }

        i += 4;
        if (!char.IsSurrogate(unit))
        {
            output.Append(unit);
            return null;
        }

        if (char.IsLowSurrogate(unit))
        {
            output.Append(char.ConvertFromUtf32(System.Text.Rune.ReplacementChar.Value));
            return null;
        }

        var paired = i + 2 < text.Length && text[i + 1] == '\\' && text[i + 2] == 'u'
            && TryHex(text, i + 3, out var low) && char.IsLowSurrogate(low);
        if (!paired)
        {
            return "Invalid \\uXXXX\\uXXXX surrogate pair escape";
        }

        output.Append(unit).Append((char)Convert.ToUInt16(text.Substring(i + 3, 4), 16));
        i += 6;
        return null;
    }

    private static bool TryHex(string text, int at, out char unit)
    {
        unit = '\0';
        if (at + 4 > text.Length
            || !ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
