using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>Repetition: written out, as a loop, or counted.</summary>
internal sealed partial class RegexCompiler
{
    private void AddRepeat(RegexNode.Repeat repeat)
    {
        var (minimum, maximum) = (repeat.Minimum, repeat.Maximum);
        if (maximum == 0)
        {
            return;
        }

        if (!OperationCount.IsWrittenOut(repeat))
        {
            AddCounted(repeat);
            return;
        }

        for (var i = 0; i < minimum; i++)
        {
            Add(repeat.Body);
        }

        if (maximum == RegexNode.Repeat.Unlimited)
        {
            AddLoop(repeat);
            return;
        }

        var splits = new List<int>();
        for (var i = minimum; i < maximum; i++)
        {
            splits.Add(Emit(Operation.Split));
            Add(repeat.Body);
        }

        foreach (var split in splits)
        {
            _code[split] = Choice(split + 1, _code.Count, repeat.IsGreedy);
        }
    }

    private static Instruction Choice(int inside, int outside, bool isGreedy) =>
        isGreedy ? new Instruction(Operation.Split, inside, outside) : new Instruction(Operation.Split, outside, inside);

    // An iteration that matches nothing ends the loop; it would go on for ever.
    private void AddLoop(RegexNode.Repeat repeat)
    {
        var start = Emit(Operation.Split);
        var mayBeEmpty = WidthRange.Of(repeat.Body).Minimum == 0;
        var slot = mayBeEmpty ? _slots++ : 0;
        if (mayBeEmpty)
        {
            Emit(Operation.Save, slot);
        }

        Add(repeat.Body);
        var check = mayBeEmpty ? Emit(Operation.LeaveIfEmpty, slot) : -1;
        Emit(Operation.Jump, start);
        _code[start] = Choice(start + 1, _code.Count, repeat.IsGreedy);
        if (check >= 0)
        {
            _code[check] = new Instruction(Operation.LeaveIfEmpty, slot, _code.Count);
        }
    }

    private void AddCounted(RegexNode.Repeat repeat)
    {
        var (count, place) = (_slots++, _slots++);
        Emit(Operation.Reset, count);
        var start = Emit(Operation.LoopBelow, count, 0, repeat.Minimum);
        var leave = repeat.Maximum == RegexNode.Repeat.Unlimited ? -1 : Emit(Operation.LeaveAt, count, 0, repeat.Maximum);
        var split = Emit(Operation.Split);
        var body = Emit(Operation.Save, place);
        Emit(Operation.Count, count);
        Add(repeat.Body);
        var check = Emit(Operation.LeaveIfEmpty, place);
        Emit(Operation.Jump, start);
        _code[start] = new Instruction(Operation.LoopBelow, count, body, repeat.Minimum);
        _code[split] = Choice(body, _code.Count, repeat.IsGreedy);
        _code[check] = new Instruction(Operation.LeaveIfEmpty, place, _code.Count);
        if (leave >= 0)
        {
            _code[leave] = new Instruction(Operation.LeaveAt, count, _code.Count, repeat.Maximum);
        }
    }
}
