using System.Collections.Concurrent;
using System.Text;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Regexes.Matching;
using Pipeline.Jq.Regexes.Syntax;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Regexes;

/// <summary>A compiled regular expression of Oniguruma's syntax. Safe to use from many threads.</summary>
internal sealed class JqPattern
{
    // Programs use few patterns; a program that makes them up from data must not fill the memory.
    private const int CacheLimit = 1_000;
    private const int MaxCachedInstructions = 500_000;

    // Longer patterns than this are data gone astray, and slow to compile.
    private const int MaxPatternLength = 20_000;

    // What a match and each of its captures are counted as, whatever is made of them.
    private const int MatchBytes = 128;
    private const int CaptureBytes = 256;

    private static readonly ConcurrentDictionary<Key, JqPattern> Cache = new();

    private static int _cachedInstructions;

    private readonly RegexProgram _program;
    private readonly string?[] _names;

    private JqPattern(RegexProgram program, string?[] names) => (_program, _names) = (program, names);

    /// <summary>The compiled pattern, or null with Oniguruma's reason.</summary>
    public static JqPattern? Get(string pattern, MatchFlags flags, out string? problem)
    {
        problem = null;
        var key = new Key(pattern, flags.IgnoreCase, flags.Extended, flags.DotAll);
        if (Cache.TryGetValue(key, out var known))
        {
            return known;
        }

        var compiled = Compile(pattern, flags, out problem);
        if (compiled is null)
        {
            return null;
        }

        if (Cache.Count >= CacheLimit || Interlocked.Add(ref _cachedInstructions, compiled._program.Code.Length) > MaxCachedInstructions)
        {
            Cache.Clear();
            Interlocked.Exchange(ref _cachedInstructions, 0);
        }

        return Cache.GetOrAdd(key, compiled);
    }

    /// <summary>Calls back for each match: the first only, unless the flags say all.</summary>
    public Flow Each(Machine machine, string text, MatchFlags flags, Action<PatternMatch> found)
    {
        var matcher = RegexMachine.Start(_program, text, flags, machine.Meter);
        var (from, counted) = (0, (Place: 0, CodePoints: 0));
        while (from <= text.Length && machine.Meter.Take(MatchBytes + (_names.Length * CaptureBytes)) && machine.Meter.Step())
        {
            var places = matcher.Find(from);
            if (places.IsEmpty)
            {
                break;
            }

            var match = Match(text, places, ref counted);
            found(match);
            if (!flags.Global)
            {
                break;
            }

            from = match.End;
            if (match.Start == match.End)
            {
                from += EachInside(matcher, text, from, ref counted, found);
            }
        }

        var flow = matcher.IsAborted || machine.Meter.Exceeded is not null ? Flow.Abort : Flow.Done;
        matcher.Release();
        return flow;
    }

    /// <summary>Whether there is a match; the cheapest way to ask.</summary>
    public Flow Test(Machine machine, string text, MatchFlags flags, out bool matches)
    {
        var matcher = RegexMachine.Start(_program, text, flags, machine.Meter);
        matches = !matcher.Find(0).IsEmpty;
        var flow = matcher.IsAborted ? Flow.Abort : Flow.Done;
        matcher.Release();
        return flow;
    }

    // Code points are counted on from the match before: from the start of the text each time would take for ever.
    private PatternMatch Match(string text, ReadOnlySpan<int> places, ref (int Place, int CodePoints) counted)
    {
        // Where \K moved the start behind the end, the end counts.
        int[] known = [.. places];
        known[0] = Math.Min(known[0], known[1]);
        counted = known[0] >= counted.Place
            ? (known[0], counted.CodePoints + Unicode.Length(text.AsSpan(counted.Place, known[0] - counted.Place)))
            : (known[0], Unicode.Length(text.AsSpan(0, known[0])));
        return new PatternMatch(text, known, _names, counted.CodePoints);
    }

    // The bytes of the character at the place, of which jq tries each. Returns how long the character is.
    private int EachInside(RegexMachine matcher, string text, int at, ref (int Place, int CodePoints) counted, Action<PatternMatch> found)
    {
        if (at >= text.Length)
        {
            return 1;
        }

        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
        Span<byte> bytes = stackalloc byte[4];
        var count = rune.EncodeToUtf8(bytes);
        foreach (var unit in bytes[1..count])
        {
            var places = matcher.FindInside(at + length, unit);
            if (!places.IsEmpty)
            {
                found(Match(text, places, ref counted));
            }
        }

        return length;
    }

    private static JqPattern? Compile(string pattern, MatchFlags flags, out string? problem)
    {
        problem = "too big regex";
        if (pattern.Length > MaxPatternLength)
        {
            return null;
        }

        try
        {
            var root = OnigParser.Parse(pattern, new RegexOptions(flags.IgnoreCase, flags.Extended, flags.DotAll, Lines: false), out var names);
            problem = null;
            return new JqPattern(RegexCompiler.Compile(root, names.Length), names);
        }
        catch (RegexSyntaxException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    private readonly record struct Key(string Pattern, bool IgnoreCase, bool Extended, bool DotAll);
}
