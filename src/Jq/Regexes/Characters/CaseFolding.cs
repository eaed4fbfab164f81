using System.Text;
using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Characters;

/// <summary>Matching without regard to case, also where one character stands for two or three.</summary>
internal static class CaseFolding
{
    // Unicode's full foldings that are of use; all of the form "character = its letters".
    private static readonly (int Character, string Letters)[] Long =
    [
        (0xDF, "ss"), (0x1E9E, "ss"), (0x130, "i\u0307"), (0x149, "\u02BCn"), (0x1F0, "j\u030C"), (0x587, "\u0565\u0582"),
        (0xFB00, "ff"), (0xFB01, "fi"), (0xFB02, "fl"), (0xFB03, "ffi"), (0xFB04, "ffl"), (0xFB05, "st"), (0xFB06, "st"),
    ];

    /// <summary>The form in which two code points that differ in case are the same.</summary>
    public static int Fold(int codePoint) => codePoint < 0x80
        ? (codePoint is >= 'A' and <= 'Z' ? codePoint | 0x20 : codePoint)
        : codePoint switch
        {
            0x17F => 's',
            0x212A => 'k',
            0x212B => 0xE5,
            0x130 => codePoint,
            _ when Rune.IsValid(codePoint) => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(codePoint))).Value,
            _ => codePoint,
        };

    /// <summary>Whether the test accepts the code point in some case.</summary>
    public static bool Variants(int codePoint, Func<int, bool> test)
    {
        if (test(codePoint) || !Rune.IsValid(codePoint))
        {
            return test(codePoint);
        }

        var fold = Fold(codePoint);
        var rune = new Rune(fold);
        return test(fold) || test(Rune.ToUpperInvariant(rune).Value) || (fold is 's' && test(0x17F)) || (fold is 'k' && test(0x212A)) || (fold == 0xE5 && test(0x212B));
    }

    /// <summary>A character in any case.</summary>
    public static RegexNode Literal(int codePoint)
    {
        var fold = Fold(codePoint);
        var one = new RegexNode.Character(CharacterSet.Of(point => Fold(point) == fold));
        var letters = Long.FirstOrDefault(entry => entry.Character == codePoint).Letters;
        return letters is null
            ? new FoldedLiteral(fold, one.Set)
            : new RegexNode.Alternation([Letters(letters), .. Same(letters)]) { IsFolding = true };
    }

    /// <summary>A class in any case: what stands for several letters in it matches those as well.</summary>
    public static RegexNode Class(RegexNode.Character members)
    {
        var letters = Long.Where(entry => members.Set.Contains(entry.Character)).Select(static entry => entry.Letters).Distinct().Select(Letters).ToList();
        return letters.Count == 0 ? members : new RegexNode.Alternation([members, .. letters]);
    }

    /// <summary>Lets characters that stand for several match where their letters are written.</summary>
    public static List<RegexNode> Expand(List<RegexNode> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            foreach (var letters in Long.Select(static entry => entry.Letters).Distinct().OrderByDescending(static letters => letters.Length))
            {
                if (Spell(parts, i, letters))
                {
                    parts[i] = new RegexNode.Alternation([Letters(letters), .. Same(letters)]) { IsFolding = true };
                    parts.RemoveRange(i + 1, letters.Length - 1);
                    break;
                }
            }
        }

        return parts;
    }

    private static bool Spell(List<RegexNode> parts, int start, string letters)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            if (start + i >= parts.Count || parts[start + i] is not FoldedLiteral literal || literal.Fold != letters[i])
            {
                return false;
            }
        }

        return true;
    }

    private static RegexNode.Sequence Letters(string letters) =>
        new([.. letters.Select(static letter => (RegexNode)new RegexNode.Character(CharacterSet.Of(point => Fold(point) == letter)))]);

    private static IEnumerable<RegexNode> Same(string letters) =>
        Long.Where(entry => entry.Letters == letters).Select(static entry => (RegexNode)new RegexNode.Literal(entry.Character));
}
