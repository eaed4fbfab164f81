namespace Pipeline.Jq.Regexes;

/// <summary>The letters of jq's regex flags.</summary>
/// <param name="Global"><c>g</c>: all matches.</param>
/// <param name="IgnoreCase"><c>i</c></param>
/// <param name="Extended"><c>x</c>: blanks and comments in the pattern are ignored.</param>
/// <param name="DotAll"><c>p</c>: a dot matches a line end too.</param>
/// <param name="SkipEmpty"><c>n</c>: empty matches are ignored.</param>
/// <param name="Longest"><c>l</c>: the longest match at a place.</param>
internal readonly record struct MatchFlags(bool Global, bool IgnoreCase, bool Extended, bool DotAll, bool SkipEmpty, bool Longest)
{
    public static bool TryParse(string letters, out MatchFlags flags)
    {
        flags = default;
        foreach (var letter in letters)
        {
            if (With(flags, letter) is not { } more)
            {
                return false;
            }

            flags = more;
        }

        return true;
    }

    private static MatchFlags? With(MatchFlags flags, char letter) => letter switch
    {
        'g' => flags with { Global = true },
        'i' => flags with { IgnoreCase = true },
        'x' => flags with { Extended = true },
        'p' => flags with { DotAll = true },
        'n' => flags with { SkipEmpty = true },
        'l' => flags with { Longest = true },

        // Single line mode: ^ and $ mean the ends of the text, which they do here in any case.
        's' => flags,
        _ => null,
    };
}
