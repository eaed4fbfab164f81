using System.Text;
using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>The loop over the instructions.</summary>
internal sealed partial class RegexMachine
{
    /// <summary>Runs from an instruction to the Accept that ends its part.</summary>
    /// <param name="at">The instruction.</param>
    /// <param name="place">The place in the text.</param>
    /// <param name="calls">The calls under way.</param>
    /// <param name="mustEnd">Where the match has to end, or <see cref="Anywhere"/>.</param>
    /// <param name="isWhole">Whether this is the whole pattern, for which the flags count.</param>
    /// <param name="end">Where the match ends.</param>
    private bool Run(int at, int place, CallFrame? calls, int mustEnd, bool isWhole, out int end)
    {
        var bottom = _count;
        var code = _program.Code;
        while (true)
        {
            if (++_instructions == Bundle && !Count())
            {
                end = 0;
                return false;
            }

            ref readonly var instruction = ref code[at];
            if (instruction.Operation == Operation.Accept)
            {
                if (Accepts(place, mustEnd, isWhole))
                {
                    end = place;
                    Commit(bottom);
                    return true;
                }
            }
            else if (Step(instruction, ref at, ref place, ref calls))
            {
                continue;
            }

            if (!TryBacktrack(bottom, ref at, ref place, ref calls))
            {
                end = 0;
                return false;
            }
        }
    }

    private bool Accepts(int place, int mustEnd, bool isWhole)
    {
        if (!isWhole)
        {
            return mustEnd == Anywhere || place == mustEnd;
        }

        if (_flags.SkipEmpty && place == _matchStart)
        {
            return false;
        }

        if (!_flags.Longest)
        {
            return true;
        }

        // The longest in bytes, wherever it begins.
        var length = Encoding.UTF8.GetByteCount(_text.AsSpan(_matchStart, place - _matchStart));
        if (length > _bestLength)
        {
            _bestLength = length;
            _best = [.. _slots];
            _best[1] = place;
        }

        return false;
    }

    /// <summary>Does one instruction; false when it does not match.</summary>
    private bool Step(in Instruction instruction, ref int at, ref int place, ref CallFrame? calls)
    {
        switch (instruction.Operation)
        {
            case Operation.Literal:
                if (!TryPeek(place, out var point, out var length) || point != instruction.A)
                {
                    return false;
                }

                place += length;
                break;
            case Operation.Set:
                if (!TryPeek(place, out point, out length) || !instruction.Set!.Contains(point))
                {
                    return false;
                }

                place += length;
                break;
            case Operation.Split:
                Push(instruction.B, place, 0, calls);
                at = instruction.A;
                return true;
            case Operation.Jump:
                at = instruction.A;
                return true;
            case Operation.Save:
                Set(instruction.A, place);
                break;
            case Operation.Anchor:
                if (!Holds((AnchorKind)instruction.A, place))
                {
                    return false;
                }

                break;
            default:
                return StepOther(instruction, ref at, ref place, ref calls);
        }

        at++;
        return true;
    }

    private bool StepOther(in Instruction instruction, ref int at, ref int place, ref CallFrame? calls)
    {
        switch (instruction.Operation)
        {
            case Operation.Reset:
                Set(instruction.A, instruction.B);
                at++;
                return true;
            case Operation.Count:
                Set(instruction.A, _slots[instruction.A] + 1);
                at++;
                return true;
            case Operation.LeaveIfEmpty:
                at = place == _slots[instruction.A] ? instruction.B : at + 1;
                return true;
            case Operation.LoopBelow:
                at = _slots[instruction.A] < instruction.C ? instruction.B : at + 1;
                return true;
            case Operation.LeaveAt:
                at = _slots[instruction.A] >= instruction.C ? instruction.B : at + 1;
                return true;
            case Operation.Call:
                at = TryCall(at, instruction.A, ref calls);
                return at >= 0;
            case Operation.Return:
                at = Return(ref calls);
                return true;
            case Operation.UnlessCaptured:
                at = Array.Exists(instruction.Groups!, HasCaptured) ? at + 1 : instruction.A;
                return true;
            default:
                return StepPart(instruction, ref at, ref place, calls);
        }
    }
}
