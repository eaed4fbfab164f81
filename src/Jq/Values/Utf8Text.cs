using System.Text;
using System.Text.Unicode;

namespace Pipeline.Jq.Values;

/// <summary>Text out of bytes that may not be UTF-8: what jq cannot read becomes U+FFFD, a cut character at the end one.</summary>
internal static class Utf8Text
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var length = ReadOne(bytes, out var rune);
            text.Append(rune.ToString());
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    // jq's jvp_utf8_next.
    private static int ReadOne(ReadOnlySpan<byte> bytes, out Rune rune)
    {
        rune = Rune.ReplacementChar;
        var length = bytes[0] switch { < 0x80 => 1, >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };
        if (length == 0 || length > bytes.Length)
        {
            return length == 0 ? 1 : bytes.Length;
        }

        for (var i = 1; i < length; i++)
        {
            if ((bytes[i] & 0xC0) != 0x80)
            {
                return i;
            }
        }

        Rune.DecodeFromUtf8(bytes[..length], out var decoded, out var used);
        rune = used == length ? decoded : Rune.ReplacementChar;
        return length;
    }
}
