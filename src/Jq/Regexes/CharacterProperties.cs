namespace Pipeline.Jq.Regexes;

/// <summary>The POSIX and Unicode properties that Oniguruma names, as members of a .NET class.</summary>
internal static class CharacterProperties
{
    // General categories have one or two letters.
    private const string Categories = " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn ";

    /// <summary>Null when the name is not known.</summary>
    public static string? Find(string name) => name.ToLowerInvariant() switch
    {
        "alpha" => @"\p{L}\p{M}",
        "digit" => @"\p{Nd}",
        "alnum" => @"\p{L}\p{M}\p{Nd}",
        "upper" => @"\p{Lu}",
        "lower" => @"\p{Ll}",
        "space" => @"\s",
        "blank" => @" \t",
        "punct" => @"\p{P}\p{S}",
        "cntrl" => @"\p{Cc}",
        "xdigit" => "0-9a-fA-F",
        "word" => @"\w",
        "ascii" => @"\x00-\x7F",
        "graph" => @"\x21-\x7E\u00A1-\uFFFF",
        "print" => @"\x20-\x7E\u00A0-\uFFFF",
        "any" => @"\s\S",
        "latin" => @"a-zA-Z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1E00-\u1EFF",
        "greek" => @"\u0370-\u03FF\u1F00-\u1FFF",
        "cyrillic" => @"\u0400-\u052F\u1C80-\u1C8F\u2DE0-\u2DFF\uA640-\uA69F",
        "hebrew" => @"\u0591-\u05F4",
        "arabic" => @"\u0600-\u06FF\u0750-\u077F",
        "han" => @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
        "hiragana" => @"\u3041-\u309F",
        "katakana" => @"\u30A0-\u30FF\u31F0-\u31FF\uFF66-\uFF9F",
        "hangul" => @"\u1100-\u11FF\u3130-\u318F\uAC00-\uD7A3",
        _ => Categories.Contains($" {name} ", StringComparison.Ordinal) ? $"\\p{{{name}}}" : null,
    };
}
