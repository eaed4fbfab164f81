using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Ledger.Resources;

/// <summary>Makes keys of text of any length.</summary>
internal static class LedgerText
{
    // A table takes 1,000 bytes; this leaves room for what stands before it.
    private const int LongestBytes = 900;
    private const string HashMark = "#sha256:";

    /// <summary>The text itself, or its hash when it is too long for a key or could be taken for one.</summary>
    public static string Key(string text) =>
        Encoding.UTF8.GetByteCount(text) > LongestBytes || text.StartsWith('#') ? HashMark + Convert.ToHexStringLower(Hash(text)) : text;

    /// <summary>Sixteen bytes that stand for a text, in hexadecimal.</summary>
    public static string Short(string text) => Convert.ToHexStringLower(Hash(text).AsSpan(0, 16));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
