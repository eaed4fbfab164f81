namespace Pipeline.Jq.Execution;

/// <summary><c>break $name</c></summary>
internal sealed class BreakCode(int levels, int slot) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = default;
        return machine.BreakTo(frame.Up(levels).Variables[slot].Reference!);
    }
}
