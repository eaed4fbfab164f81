using System.Globalization;

namespace Pipeline.Jq.Regexes.Characters;

/// <summary>The POSIX classes, general categories and scripts that Oniguruma names.</summary>
internal static class CharacterProperties
{
    private static readonly Dictionary<string, CharacterSet> Named = new(StringComparer.Ordinal);

    private static readonly string[] Categories =
    [
        "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "zs", "zl", "zp", "cc", "cf", "cs", "co", "pc", "pd",
        "ps", "pe", "pi", "pf", "po", "sm", "sc", "sk", "so", "cn",
    ];

    static CharacterProperties()
    {
        Posix =
        [
            ("alnum", CharacterSet.Of(static point => IsAlphabetic(point) || IsDigit(point))), ("alpha", CharacterSet.Of(IsAlphabetic)),
            ("blank", CharacterSet.Of(static point => point == '\t' || Category(point) == UnicodeCategory.SpaceSeparator)),
            ("cntrl", CharacterSet.Of(static point => Category(point) == UnicodeCategory.Control)), ("digit", CharacterSet.Of(IsDigit)),
            ("graph", CharacterSet.Of(static point => IsGraph(point))), ("lower", CharacterSet.Of(IsLower)),
            ("print", CharacterSet.Of(static point => IsGraph(point) || Category(point) == UnicodeCategory.SpaceSeparator)),
            ("punct", CharacterSet.Of(IsPunctuation)), ("space", CharacterSet.Of(IsSpace)), ("upper", CharacterSet.Of(IsUpper)),
            ("xdigit", CharacterSet.Of(static point => point < 128 && char.IsAsciiHexDigit((char)point))),
            ("ascii", CharacterSet.Of(static point => point < 128)), ("word", CharacterSet.Of(IsWord)),
        ];
        foreach (var (name, members) in Posix)
        {
            Named[name] = members;
        }

        for (var i = 0; i < Categories.Length; i++)
        {
            var category = (UnicodeCategory)i;
            Named[Categories[i]] = CharacterSet.Of(point => Category(point) == category);
        }

        foreach (var group in Categories.GroupBy(static name => name[0]))
        {
            var members = group.Select(static name => Named[name]).ToArray();
            Named[group.Key.ToString()] = CharacterSet.Of(point => Array.Exists(members, set => set.Contains(point)));
        }

        foreach (var (name, ranges) in Scripts.All)
        {
            Named[name] = CharacterSet.Of(point => Array.Exists(ranges, range => point >= range.First && point <= range.Last));
        }

        Named["any"] = CharacterSet.All;
        Named["alphabetic"] = Named["alpha"];
        Named["uppercase"] = Named["upper"];
        Named["lowercase"] = Named["lower"];
        Named["whitespace"] = Named["space"];
        Named["assigned"] = Named["cn"].Complement();
    }

    /// <summary>The classes that may stand as <c>[:name:]</c> in brackets.</summary>
    public static IReadOnlyList<(string Name, CharacterSet Members)> Posix { get; }

    /// <summary>The property of the name, in any case and with blanks, dashes and underscores left out; null when there is none.</summary>
    public static CharacterSet? Find(string name) =>
        Named.GetValueOrDefault(string.Concat(name.Where(static unit => unit is not (' ' or '-' or '_'))).ToLowerInvariant());

    public static bool IsSpace(int point) =>
        point is (>= 9 and <= 13) or ' ' or 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    public static bool IsDigit(int point) => Category(point) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsWord(int point) => point < 128
        ? char.IsAsciiLetterOrDigit((char)point) || point == '_'
        : IsAlphabetic(point) || Category(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;

    private static UnicodeCategory Category(int point) => CharUnicodeInfo.GetUnicodeCategory(point);

    private static bool IsAlphabetic(int point) => Category(point) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
        || IsCircledLetter(point) || IsAlphabeticMark(point);

    // Most vowel signs are letters to Unicode; accents are not.
    private static bool IsAlphabeticMark(int point) => Category(point) is UnicodeCategory.SpacingCombiningMark
        || (Category(point) is UnicodeCategory.NonSpacingMark && point is 0x345 or (>= 0x5B0 and <= 0x5BD) or (>= 0x610 and <= 0x61A) or (>= 0x64B and <= 0x657));

    private static bool IsCircledLetter(int point) => point is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    private static bool IsUpper(int point) => Category(point) == UnicodeCategory.UppercaseLetter
        || point is (>= 0x2160 and <= 0x216F) or (>= 0x24B6 and <= 0x24CF) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    private static bool IsLower(int point) => Category(point) == UnicodeCategory.LowercaseLetter
        || point is 0xAA or 0xBA or (>= 0x2B0 and <= 0x2B8) or 0x2C0 or 0x2C1 or (>= 0x2E0 and <= 0x2E4) or 0x345 or 0x37A or (>= 0x1D2C and <= 0x1D6A) or 0x1D78
            or (>= 0x1D9B and <= 0x1DBF) or 0x2071 or 0x207F or (>= 0x2090 and <= 0x209C) or (>= 0x2170 and <= 0x217F) or (>= 0x24D0 and <= 0x24E9);

    private static bool IsPunctuation(int point) => Category(point) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol;

    private static bool IsGraph(int point) => !IsSpace(point)
        && Category(point) is not (UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
