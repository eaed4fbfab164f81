using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>
/// Runs a compiled pattern over a text, by backtracking with a stack of its own: neither long texts nor deep
/// recursion need machine stack, and every step counts against the budget of the program that matches.
/// </summary>
internal sealed partial class RegexMachine
{
    // A step of the budget is worth this many instructions, and they are counted in bundles.
    private const int InstructionsPerStep = 16;
    private const int Bundle = 256;

    // As Oniguruma's default: calls nested deeper do not match.
    private const int MaxCalls = 24;

    private const int Anywhere = -1;
    private const int InitialStack = 32;
    private const long BytesOfBacktrack = 32;

    // A longer stack than this is not kept for the next search.
    private const int MaxKeptStack = 16 * 1024;

    [ThreadStatic]
    private static RegexMachine? _idle;

    private RegexProgram _program = null!;
    private string _text = "";
    private Meter _meter = null!;
    private MatchFlags _flags;
    private int[] _slots = [];
    private Backtrack[] _stack = new Backtrack[InitialStack];
    private int _count;
    private int _charged;
    private int _instructions;
    private int _searchStart;
    private int _matchStart;
    private int _inside;
    private int _insideUnit;
    private int _bestLength;
    private int[] _best = [];
    private int[]? _segments;

    /// <summary>Whether the budget ended the search.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>A machine for one text; <see cref="Release"/> makes it ready for the next one on this thread.</summary>
    public static RegexMachine Start(RegexProgram program, string text, MatchFlags flags, Meter meter)
    {
        var machine = _idle ?? new RegexMachine();
        _idle = null;
        (machine._program, machine._text, machine._flags, machine._meter) = (program, text, flags, meter);
        (machine._count, machine._instructions, machine._segments, machine.IsAborted, machine._charged) = (0, 0, null, false, InitialStack);
        if (machine._slots.Length != program.Slots)
        {
            machine._slots = new int[program.Slots];
        }

        return machine;
    }

    public void Release()
    {
        (_text, _program, _segments) = ("", null!, null);
        if (_stack.Length > MaxKeptStack)
        {
            _stack = new Backtrack[InitialStack];
        }

        _idle = this;
    }

    /// <summary>Finds the first match at the place or after it; the slots of its groups.</summary>
    public ReadOnlySpan<int> Find(int from)
    {
        (_searchStart, _inside, _bestLength) = (from, Anywhere, -1);
        for (var at = NextCandidate(from); at >= 0 && !IsAborted; at = at < _text.Length ? NextCandidate(at + LengthAt(at)) : -1)
        {
            if (TryAt(at))
            {
                return Places;
            }
        }

        if (_bestLength < 0 || IsAborted)
        {
            return default;
        }

        _best.CopyTo(_slots, 0);
        return Places;
    }

    private ReadOnlySpan<int> Places => _slots.AsSpan(0, (_program.Groups + 1) * 2);

    /// <summary>
    /// Tries inside of the character before the place, where only nothing can match: jq goes on one byte after an
    /// empty match, and a character may have several.
    /// </summary>
    /// <param name="at">The place after the character.</param>
    /// <param name="unit">The byte of the character that jq takes for the next character there.</param>
    public ReadOnlySpan<int> FindInside(int at, byte unit)
    {
        (_searchStart, _inside, _insideUnit, _bestLength) = (at, at, unit, -1);
        if (!TryAt(at) && _bestLength < 0)
        {
            return default;
        }

        if (_bestLength >= 0)
        {
            _best.CopyTo(_slots, 0);
        }

        return Places;
    }

    private int NextCandidate(int from)
    {
        if (_program.IsAnchored)
        {
            return from == 0 ? 0 : -1;
        }

        if (_program.Prefix.Length == 0)
        {
            return from;
        }

        var found = _text.IndexOf(_program.Prefix, from, StringComparison.Ordinal);
        IsAborted |= !_meter.Step(1 + (((found < 0 ? _text.Length : found) - from) / Bundle));
        return found;
    }

    private bool TryAt(int at)
    {
        Array.Fill(_slots, -1);
        (_slots[RegexProgram.Start], _matchStart, _count) = (at, at, 0);
        var found = Run(0, at, null, Anywhere, isWhole: true, out var end);
        _slots[1] = end;
        return found && !IsAborted;
    }

    private int LengthAt(int at) => char.IsHighSurrogate(_text[at]) && at + 1 < _text.Length ? 2 : 1;

    private bool TryPeek(int at, out int codePoint, out int length)
    {
        if (at >= _text.Length || at == _inside)
        {
            (codePoint, length) = (-1, 0);
            return false;
        }

        length = LengthAt(at);
        codePoint = length == 2 ? char.ConvertToUtf32(_text[at], _text[at + 1]) : _text[at];
        return true;
    }

    private bool TryPeekBack(int at, out int codePoint, out int length)
    {
        (codePoint, length) = (-1, 0);
        if (at == 0)
        {
            return false;
        }

        length = char.IsLowSurrogate(_text[at - 1]) && at > 1 ? 2 : 1;
        codePoint = length == 2 ? char.ConvertToUtf32(_text[at - 2], _text[at - 1]) : _text[at - 1];
        return true;
    }

    // Once in a bundle of instructions; false when the budget is used up.
    private bool Count()
    {
        _instructions = 0;
        IsAborted |= !_meter.Step(Bundle / InstructionsPerStep);
        return !IsAborted;
    }
}
