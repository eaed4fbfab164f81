namespace Pipeline.Jq.Execution;

/// <summary><c>$name</c></summary>
internal sealed class VariableCode(int levels, int slot) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = frame.Up(levels).Variables[slot];
        return Flow.Done;
    }
}
