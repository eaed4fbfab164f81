namespace Pipeline.Jq.Regexes.Matching;

/// <summary>Calls of groups, each with counters of its own.</summary>
internal sealed partial class RegexMachine
{
    private int TryCall(int at, int target, ref CallFrame? calls)
    {
        if (calls?.Depth >= MaxCalls)
        {
            return -1;
        }

        calls = new CallFrame(at + 1, _slots[((_program.Groups + 1) * 2)..], calls);
        return target;
    }

    private int Return(ref CallFrame? calls)
    {
        var first = (_program.Groups + 1) * 2;
        for (var i = 0; i < calls!.Counters.Length; i++)
        {
            if (_slots[first + i] != calls.Counters[i])
            {
                Set(first + i, calls.Counters[i]);
            }
        }

        var target = calls.Return;
        calls = calls.Outer;
        return target;
    }

    private bool HasCaptured(int group) => _slots[(group * 2) + 1] >= 0;
}
