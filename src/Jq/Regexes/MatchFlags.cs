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
            switch (letter)
            {
                case 'g':
                    flags = flags with { Global = true };
                    break;
                case 'i':
                    flags = flags with { IgnoreCase = true };
                    break;
                case 'x':
                    flags = flags with { Extended = true };
                    break;
                case 'p':
                    flags = flags with { DotAll = true };
                    break;
                case 'n':
                    flags = flags with { SkipEmpty = true };
                    break;
                case 'l':
                    flags = flags with { Longest = true };
                    break;
                case 's':
                    // Single line mode: ^ and $ mean the ends of the text, which they do here in any case.
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
