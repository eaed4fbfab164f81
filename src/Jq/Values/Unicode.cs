using System.Text;

namespace Pipeline.Jq.Values;

/// <summary>Code points in UTF-16 text: jq counts and cuts strings by code point.</summary>
internal static class Unicode
{
    public static string Repair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }

    public static int Length(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            if (char.IsLowSurrogate(unit))
            {
                count--;
            }
        }

        return count;
    }

    /// <summary>The UTF-16 position of the code point at the index, at most the end of the text.</summary>
    public static int Offset(ReadOnlySpan<char> text, int codePoints)
    {
        var position = 0;
        while (codePoints > 0 && position < text.Length)
        {
            position += char.IsHighSurrogate(text[position]) ? 2 : 1;
            codePoints--;
        }

        return position;
    }
}
