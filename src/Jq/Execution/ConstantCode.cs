namespace Pipeline.Jq.Execution;

/// <summary>A literal, or anything known when the program is compiled.</summary>
internal sealed class ConstantCode(JqValue value) : SingleCode
{
    public JqValue Value => value;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = value;
        return Flow.Done;
    }
}
