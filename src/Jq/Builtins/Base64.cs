namespace Pipeline.Jq.Builtins;

/// <summary>jq's lenient reading of base64: padding is optional and ends the data.</summary>
internal static class Base64
{
    /// <summary>Decodes to text (invalid UTF-8 becomes U+FFFD); returns jq's message when it cannot.</summary>
    public static string? TryDecode(string text, out string decoded)
    {
        decoded = "";
        var bytes = new List<byte>(text.Length * 3 / 4);
        var (bits, count) = (0, 0);
        foreach (var unit in text)
        {
            if (unit == '=')
            {
                break;
            }

            var digit = Digit(unit);
            if (digit < 0)
            {
                return "is not valid base64 data";
            }

            bits = (bits << 6) | digit;
            if (++count % 4 == 0)
            {
                bytes.AddRange([(byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);
                bits = 0;
            }
        }

        bytes.AddRange(Rest(bits, count % 4));
        decoded = Values.Utf8Text.Decode([.. bytes]);
        return count % 4 == 1 ? "trailing base64 byte found" : null;
    }

    // What the last two or three digits hold; a single one holds no byte.
    private static byte[] Rest(int bits, int digits) => digits switch
    {
        2 => [(byte)(bits >> 4)],
        3 => [(byte)(bits >> 10), (byte)(bits >> 2)],
        _ => [],
    };

    private static int Digit(char unit) => unit switch
    {
        >= 'A' and <= 'Z' => unit - 'A',
        >= 'a' and <= 'z' => unit - 'a' + 26,
        >= '0' and <= '9' => unit - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };
}
