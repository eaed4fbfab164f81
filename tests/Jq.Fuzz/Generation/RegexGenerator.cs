using System.Text.Json;

namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>Writes regular expressions over a small alphabet, so that they match now and then.</summary>
internal sealed class RegexGenerator(Dice dice)
{
    private static readonly string[] Atoms =
    [
        "a", "b", "c", "o", "x", "1", " ", ",", ".", "ä", "ß", "😀", "\\w", "\\W", "\\d", "\\D", "\\s", "\\S", "\\b", "\\B", "^", "$", "\\A", "\\z", "\\Z", "\\G",
        "[ab]", "[^ab]", "[a-c]", "[a-z0-9]", "[[:alpha:]]", "[[:^digit:]_]", "[\\w-]", "[^\\s,]", "[ä-ü]", "\\p{L}", "\\p{Lu}", "\\P{N}", "\\p{^Alpha}", "\\h", "\\R", "\\X",
        "\\N", "\\O", "\\K", "\\y", "\\Y", "\\x61", "\\t", "\\n", "\\.", "\\Q.b\\E", "ss", "st", "ff", "é", "\\x{1F600}", "\\141", "\\0", "A", "B", "f", "foo", "(?i)b", "(?-i)", "(?m)", "(?s)",
    ];

    private static readonly string[] Quantifiers = ["*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{1,2}", "{0,1}?", "{2,}", "{,2}", "{0}", "{1}{2}", "**", "{9,12}"];

    /// <summary>A pattern as a jq string.</summary>
    public string Make()
    {
        _groups = 0;
        return JsonSerializer.Serialize(Alternatives(3));
    }

    private int _groups;

    private string Alternatives(int depth)
    {
        var text = Sequence(depth);
        return dice.Chance(0.25) ? $"{text}|{Sequence(depth)}" : text;
    }

    private string Sequence(int depth)
    {
        var text = "";
        for (var left = dice.Below(4); left >= 0; left--)
        {
            var part = depth > 0 && dice.Chance(0.35) ? Group(depth - 1) : dice.Pick(Atoms);
            text += dice.Chance(0.35) ? part + dice.Pick(Quantifiers) : part;
        }

        return text;
    }

    private string Group(int depth)
    {
        var body = Alternatives(depth);
        switch (dice.Below(16))
        {
            case 0 or 1 or 2:
                _groups++;
                return $"({body})";
            case 3 or 4:
                _groups++;
                return $"(?<{dice.Pick("abn")}>{body})";
            case 5:
                return $"(?={body})";
            case 6:
                return $"(?!{body})";
            case 7:
                return $"(?<={dice.Pick(Atoms)})";
            case 8:
                return $"(?<!{dice.Pick(Atoms)}{dice.Pick(["", "b", "|c"])})";
            case 9:
                return $"(?>{body})";
            case 10:
                return $"(?{dice.Pick(["i", "x", "s", "m", "i-m", "-i"])}:{body})";
            case 11:
                return _groups == 0 ? $"(?:{body})" : $"\\{1 + dice.Below(_groups)}";
            case 12:
                return _groups == 0 ? body : dice.Pick(["\\k<a>", "\\k<1>", "\\k<-1>", "\\g<1>", "\\g<a>", "(?(1)a|b)", "(?(<a>)b)"]);
            case 13:
                return $"(?~{dice.Pick(Atoms)})";
            default:
                return $"(?:{body})";
        }
    }
}
