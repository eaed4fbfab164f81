namespace Pipeline.Jq.Regexes.Matching;

/// <summary>The stack of other ways to go on, and of what slots held before.</summary>
internal sealed partial class RegexMachine
{
    private void Push(int at, int value, int slot, CallFrame? calls)
    {
        if (_count == _charged)
        {
            // By what this search has needed at most, not by what an earlier one has left behind.
            IsAborted |= !_meter.Take(_charged * BytesOfBacktrack);
            _charged *= 2;
        }

        if (_count == _stack.Length)
        {
            Array.Resize(ref _stack, _count * 2);
        }

        _stack[_count++] = new Backtrack(at, value, slot, calls);
    }

    private void Set(int slot, int value)
    {
        Push(-1, _slots[slot], slot, null);
        _slots[slot] = value;
    }

    // Back to where the stack was so high, with the slots as they were then.
    private void Unwind(int height)
    {
        while (_count > height)
        {
            ref readonly var entry = ref _stack[--_count];
            if (entry.IsSlot)
            {
                _slots[entry.Slot] = entry.Value;
            }
        }
    }

    // Forgets the other ways to go on, but not the old values of slots.
    private void Commit(int height)
    {
        var kept = height;
        for (var i = height; i < _count; i++)
        {
            if (_stack[i].IsSlot)
            {
                _stack[kept++] = _stack[i];
            }
        }

        _count = kept;
    }

    private bool TryBacktrack(int bottom, ref int at, ref int place, ref CallFrame? calls)
    {
        while (_count > bottom)
        {
            ref readonly var entry = ref _stack[--_count];
            if (entry.IsSlot)
            {
                _slots[entry.Slot] = entry.Value;
                continue;
            }

            (at, place, calls) = (entry.At, entry.Value, entry.Calls);
            return !IsAborted;
        }

        return false;
    }
}
