using System.Globalization;
using System.Text;

namespace Pipeline.Jq.Builtins;

/// <summary>Percent-encoding of everything but RFC 3986's unreserved characters.</summary>
internal static class UriText
{
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>Null when an escape is malformed or the bytes are not UTF-8.</summary>
    public static string? TryDecode(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                var length = char.IsHighSurrogate(text[i]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
                continue;
            }

            if (i + 2 >= text.Length
                || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            bytes.Add(value);
            i += 2;
        }

        return StrictUtf8.TryDecode([.. bytes]);
    }
}
