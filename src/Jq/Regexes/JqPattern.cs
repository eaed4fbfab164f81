using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Regexes;

/// <summary>A compiled regular expression of Oniguruma's syntax. Safe to use from many threads.</summary>
internal sealed class JqPattern
{
    // Programs use few patterns; a program that makes them up from data must not fill the memory.
    private const int CacheLimit = 1_000;

    // Longer patterns than this are data gone astray, and slow to compile.
    private const int MaxPatternLength = 20_000;

    // Backtracking patterns get less than the whole run's time, so that a bad one is told by its name.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<Key, JqPattern> Cache = new();

    private readonly Regex _regex;
    private readonly Lazy<Regex>? _whole;
    private readonly string?[] _names;

    private JqPattern(TranslatedPattern pattern, RegexOptions options, bool isLongest)
    {
        _regex = Build(pattern.Pattern, options);
        _whole = isLongest ? new Lazy<Regex>(() => Build(pattern.Whole, options)) : null;
        _names = pattern.GroupNames;
    }

    /// <summary>The pattern for a text, or null with Oniguruma's reason.</summary>
    public static JqPattern? Get(string pattern, string text, MatchFlags flags, out string? problem)
    {
        problem = null;
        var hasPairs = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        var key = new Key(pattern, flags with { Global = false, SkipEmpty = false }, hasPairs);
        if (Cache.TryGetValue(key, out var known))
        {
            return known;
        }

        var compiled = Compile(pattern, flags, hasPairs, out problem);
        if (compiled is null)
        {
            return null;
        }

        if (Cache.Count >= CacheLimit)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(key, compiled);
    }

    /// <summary>Calls back for each match: the first only, unless the flags say all.</summary>
    public Flow Each(Machine machine, string text, MatchFlags flags, Action<PatternMatch> found)
    {
        try
        {
            for (var match = _regex.Match(text); match.Success; match = match.NextMatch())
            {
                if (!machine.Meter.Step(1 + (match.Length / 16)))
                {
                    return Flow.Abort;
                }

                var best = _whole is null ? match : Longest(match, text);
                if (best.Length == 0 && (flags.SkipEmpty || IsInsideCharacter(text, match.Index)))
                {
                    continue;
                }

                found(new PatternMatch(text, best, _names));
                if (!flags.Global)
                {
                    break;
                }
            }

            return Flow.Done;
        }
        catch (RegexMatchTimeoutException)
        {
            machine.Meter.Exceed("regex", (long)MatchTimeout.TotalMilliseconds, "ms for one match");
            return Flow.Abort;
        }
    }

    private static bool IsInsideCharacter(string text, int index) =>
        index > 0 && index < text.Length && char.IsLowSurrogate(text[index]);

    /// <summary>Whether there is a match; the cheapest way to ask.</summary>
    public Flow Test(Machine machine, string text, MatchFlags flags, out bool matches)
    {
        var found = false;
        if (flags.SkipEmpty)
        {
            var flow = Each(machine, text, flags with { Global = false }, _ => found = true);
            matches = found;
            return flow;
        }

        matches = false;
        try
        {
            matches = _regex.IsMatch(text);
            return Flow.Done;
        }
        catch (RegexMatchTimeoutException)
        {
            machine.Meter.Exceed("regex", (long)MatchTimeout.TotalMilliseconds, "ms for one match");
            return Flow.Abort;
        }
    }

    private static JqPattern? Compile(string pattern, MatchFlags flags, bool hasPairs, out string? problem)
    {
        problem = "too big regex";
        var translated = pattern.Length > MaxPatternLength ? null : OnigTranslator.Translate(pattern, flags, hasPairs, out problem);
        if (translated is null)
        {
            return null;
        }

        try
        {
            var options = RegexOptions.CultureInvariant
                | (flags.IgnoreCase ? RegexOptions.IgnoreCase : 0) | (flags.DotAll ? RegexOptions.Singleline : 0);
            return new JqPattern(translated, options, flags.Longest);
        }
        catch (RegexParseException exception)
        {
            problem = exception.Error switch
            {
                RegexParseError.ReversedQuantifierRange => "upper is smaller than lower in repeat range",
                RegexParseError.ReversedCharacterRange => "empty range in char class",
                _ => exception.Message,
            };
            return null;
        }
    }

    // From the longest end that could be down to the one found: which is the longest match at its start.
    private Match Longest(Match match, string text)
    {
        for (var end = text.Length; end > match.Index + match.Length; end--)
        {
            var longer = _whole!.Value.Match(text[..end], match.Index);
            if (longer.Success && longer.Index == match.Index)
            {
                return longer;
            }
        }

        return match;
    }

    // Matching without backtracking takes time linear in the text, whatever the pattern; what it cannot do
    // (lookaround, backreferences, atomic groups) falls back to backtracking under a timeout.
    private static Regex Build(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, MatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, MatchTimeout);
        }
    }

    private readonly record struct Key(string Pattern, MatchFlags Flags, bool HasPairs);
}
