using System.Text;

namespace Pipeline.Jq.Builtins;

/// <summary>RFC 4648 base32.</summary>
internal static class Base32
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length + 4) / 5 * 8);
        var (bits, count) = (0L, 0);
        foreach (var value in bytes)
        {
            bits = (bits << 8) | value;
            for (count += 8; count >= 5; count -= 5)
            {
                text.Append(Digits[(int)(bits >> (count - 5)) & 31]);
            }
        }

        if (count > 0)
        {
            text.Append(Digits[(int)(bits << (5 - count)) & 31]);
        }

        return text.Append('=', (8 - (text.Length % 8)) % 8).ToString();
    }

    /// <summary>Null when a character is not of the alphabet.</summary>
    public static string? TryDecode(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (bits, count) = (0, 0);
        foreach (var unit in text.TrimEnd('='))
        {
            var digit = Digits.IndexOf(unit, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            bits = ((bits << 5) | digit) & 0xFFFF;
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
            }
        }

        return Values.Utf8Text.Decode([.. bytes]);
    }
}
