using System.Buffers;
using System.Text;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>The characters that SQS and SNS take: those that XML 1.0 has.</summary>
internal static class LegalText
{
    // SearchValues over all illegal code units; surrogates are looked at in pairs afterwards.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(code => code is not (9 or 10 or 13)).Select(code => (char)code),
            .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\uFFFE', '\uFFFF']);

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(code => code is not (9 or 10 or 13)).Select(code => (byte)code)]);

    private static ReadOnlySpan<byte> LastTwo => [0xEF, 0xBF];

    public static bool Is(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Suspects) is var at and >= 0)
        {
            if (!Rune.TryGetRuneAt(text, text.Length - rest.Length + at, out var rune) || rune.IsBmp)
            {
                return false;
            }

            rest = rest[(at + rune.Utf16SequenceLength)..];
        }

        return true;
    }

    /// <summary>Looks at UTF-8 that is known to be well-formed.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAny(Controls))
        {
            return false;
        }

        while (text.IndexOf(LastTwo) is var at and >= 0)
        {
            if (text[at + 2] >= 0xBE)
            {
                return false;
            }

            text = text[(at + 3)..];
        }

        return true;
    }

    /// <summary>The text with a replacement character for each that is not legal.</summary>
    public static string Of(string text)
    {
        if (Is(text))
        {
            return text;
        }

        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            legal.Append(rune.Value is < 0x20 and not (9 or 10 or 13) or 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune);
        }

        return legal.ToString();
    }
}
