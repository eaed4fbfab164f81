using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Jq.Regexes.Characters;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>Parts that are tried on their own, and references.</summary>
internal sealed partial class RegexMachine
{
    private bool StepPart(in Instruction instruction, ref int at, ref int place, CallFrame? calls)
    {
        switch (instruction.Operation)
        {
            case Operation.Atomic:
                if (!Try(at + 1, place, calls, Anywhere, out place))
                {
                    return false;
                }

                break;
            case Operation.LookAhead:
                if (!Look(Try(at + 1, place, calls, Anywhere, out _), instruction.B == 1))
                {
                    return false;
                }

                break;
            case Operation.LookBehind:
                if (!Look(TryBehind(instruction, at + 1, place, calls), instruction.B == 1))
                {
                    return false;
                }

                break;
            case Operation.Unless:
                at = Try(at + 1, place, calls, Anywhere, out place) ? After(at + 1) : instruction.A;
                return !IsAborted;
            case Operation.Absent:
                PushAbsent(at + 1, instruction.A, place, calls);
                return false;
            case Operation.Backreference:
                return TryBackreference(instruction, ref at, ref place);
            default:
                return TrySegment(ref at, ref place);
        }

        at = instruction.A;
        return !IsAborted;
    }

    // Recursion on the machine stack, as deep as parts are nested in the pattern and calls in one another.
    private bool Try(int at, int place, CallFrame? calls, int mustEnd, out int end)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            var start = place;
            var found = Run(at, place, calls, mustEnd, isWhole: false, out end);
            end = found ? end : start;
            return found;
        }

        IsAborted |= !_meter.Exceed("depth", _meter.Budget.Depth, "nested calls");
        end = place;
        return false;
    }

    private static bool Look(bool found, bool isNegative) => found != isNegative;

    private bool TryBehind(in Instruction instruction, int at, int place, CallFrame? calls)
    {
        var (least, most) = (instruction.C >> 16, instruction.C & ushort.MaxValue);
        var start = place;
        for (var width = 0; width <= most; width++)
        {
            if (width >= least && Try(at, start, calls, place, out _))
            {
                return true;
            }

            if (IsAborted || !TryPeekBack(start, out _, out var length))
            {
                return false;
            }

            start -= length;
        }

        return false;
    }

    private int After(int at)
    {
        // The condition's own parts may hold an Accept each; the last one before the branch is its end.
        var depth = 0;
        while (depth > 0 || _program.Code[at].Operation != Operation.Accept)
        {
            var operation = _program.Code[at].Operation;
            depth += operation is Operation.Atomic or Operation.LookAhead or Operation.LookBehind or Operation.Absent or Operation.Unless ? 1 : 0;
            depth -= operation == Operation.Accept ? 1 : 0;
            at++;
        }

        return at + 1;
    }

    // Every text from here in which the part does not occur is a way to go on; the longest is tried first.
    private void PushAbsent(int part, int after, int place, CallFrame? calls)
    {
        var limit = _text.Length + 1;
        for (var start = place; start < limit && !IsAborted; start += start < _text.Length ? LengthAt(start) : 1)
        {
            for (var end = start; end < limit && !IsAborted; end++)
            {
                var height = _count;
                if (Try(part, start, calls, end, out _))
                {
                    Unwind(height);

                    // A place where the part matches nothing may still be the end.
                    limit = end == start ? end + 1 : end;
                }
            }
        }

        for (var end = place; end < limit && !IsAborted; end += end < _text.Length ? LengthAt(end) : 1)
        {
            Push(after, end, 0, calls);
        }
    }

    private bool TryBackreference(in Instruction instruction, ref int at, ref int place)
    {
        foreach (var group in instruction.Groups!)
        {
            var (start, end) = (_slots[group * 2], _slots[(group * 2) + 1]);
            if (end >= 0 && TryRepeat(start, end, instruction.A == 1, ref place))
            {
                at++;
                return true;
            }
        }

        return false;
    }

    private bool TryRepeat(int start, int end, bool ignoreCase, ref int place)
    {
        var current = place;
        while (start < end)
        {
            var length = LengthAt(start);
            var expected = length == 2 ? char.ConvertToUtf32(_text[start], _text[start + 1]) : _text[start];
            if (!TryPeek(current, out var point, out var taken)
                || (point != expected && !(ignoreCase && CaseFolding.Fold(point) == CaseFolding.Fold(expected))))
            {
                return false;
            }

            (start, current) = (start + length, current + taken);
        }

        place = current;
        return true;
    }

    private bool TrySegment(ref int at, ref int place)
    {
        if (!TryPeek(place, out _, out _))
        {
            return false;
        }

        place += StringInfo.GetNextTextElementLength(_text, place);
        at++;
        return true;
    }
}
