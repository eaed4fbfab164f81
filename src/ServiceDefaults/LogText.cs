using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.ServiceDefaults;

/// <summary>Text that is safe to print on one line of a log or a terminal, whoever wrote it.</summary>
public static class LogText
{
    // C0, DEL and C1 controls move cursors and start escape sequences; U+2028 and U+2029 break lines; the directional
    // controls show text in another order than it is stored in (CVE-2021-42574).
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
    [
        .. Enumerable.Range(0x00, 0x20).Concat(Enumerable.Range(0x7F, 0x21))
            .Concat(Enumerable.Range(0x2028, 7)).Concat(Enumerable.Range(0x2066, 4)).Select(code => (char)code),
        '\u200E', '\u200F', '\u061C',
    ]);

    /// <summary>The text with every control character written as an escape such as <c>\n</c> or <c>\u001b</c>.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny(Unsafe) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (Unsafe.Contains(character))
            {
                AppendEscape(escaped, character);
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    private static void AppendEscape(StringBuilder escaped, char character) => _ = character switch
    {
        '\n' => escaped.Append(@"\n"),
        '\r' => escaped.Append(@"\r"),
        '\t' => escaped.Append(@"\t"),
        _ => escaped.Append(CultureInfo.InvariantCulture, $@"\u{(int)character:x4}"),
    };
}
