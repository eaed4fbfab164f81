using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Pipeline.Jq.Execution;
using NetRegex = System.Text.RegularExpressions.Regex;

namespace Pipeline.Jq.Regexes;

/// <summary>A compiled regular expression of Oniguruma's syntax. Safe to use from many threads.</summary>
internal sealed class JqPattern
{
    // Programs use few patterns; a program that makes them up from data must not fill the memory.
    private const int CacheLimit = 1_000;

    // Backtracking patterns get less than the whole run's time, so that one bad match does not end the run silently.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<(string, bool, bool, bool), JqPattern> Cache = new();

    private readonly NetRegex _regex;
    private readonly string?[] _names;

    private JqPattern(NetRegex regex, string?[] names)
    {
        _regex = regex;
        _names = names;
    }

    /// <summary>The pattern, or null with Oniguruma's reason.</summary>
    public static JqPattern? Get(string pattern, MatchFlags flags, out string? problem)
    {
        problem = null;
        var key = (pattern, flags.IgnoreCase, flags.Extended, flags.DotAll);
        if (Cache.TryGetValue(key, out var known))
        {
            return known;
        }

        var translated = OnigTranslator.Translate(pattern, flags.Extended, out problem);
        if (translated is null)
        {
            return null;
        }

        var options = RegexOptions.CultureInvariant
            | (flags.IgnoreCase ? RegexOptions.IgnoreCase : 0)
            | (flags.DotAll ? RegexOptions.Singleline : 0);
        var regex = Build(translated.Pattern, options, out problem);
        if (regex is null)
        {
            return null;
        }

        if (Cache.Count >= CacheLimit)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(key, new JqPattern(regex, translated.GroupNames));
    }

    /// <summary>Calls back for each match: the first only, unless the flags say all.</summary>
    public Flow Each(Machine machine, string text, MatchFlags flags, Action<PatternMatch> found)
    {
        try
        {
            var match = _regex.Match(text);
            while (match.Success)
            {
                if (!machine.Meter.Step())
                {
                    return Flow.Abort;
                }

                if (!(flags.SkipEmpty && match.Length == 0))
                {
                    found(new PatternMatch(text, match, _names));
                    if (!flags.Global)
                    {
                        break;
                    }
                }

                match = match.NextMatch();
            }

            return Flow.Done;
        }
        catch (RegexMatchTimeoutException)
        {
            return TimedOut(machine);
        }
    }

    public Flow Test(Machine machine, string text, MatchFlags flags, out bool matches)
    {
        matches = false;
        if (flags.SkipEmpty)
        {
            var found = false;
            var flow = Each(machine, text, flags, _ => found = true);
            matches = found;
            return flow;
        }

        try
        {
            matches = _regex.IsMatch(text);
            return Flow.Done;
        }
        catch (RegexMatchTimeoutException)
        {
            return TimedOut(machine);
        }
    }

    private static Flow TimedOut(Machine machine)
    {
        machine.Meter.Exceed("regex", (long)MatchTimeout.TotalMilliseconds, "ms for one match");
        return Flow.Abort;
    }

    // Matching without backtracking takes time linear in the text, whatever the pattern; what it cannot do
    // (lookaround, backreferences, atomic groups) falls back to backtracking under a timeout.
    private static NetRegex? Build(string pattern, RegexOptions options, out string? problem)
    {
        problem = null;
        try
        {
            return new NetRegex(pattern, options | RegexOptions.NonBacktracking, MatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new NetRegex(pattern, options, MatchTimeout);
        }
        catch (ArgumentException exception)
        {
            problem = exception.Message;
            return null;
        }
    }
}
