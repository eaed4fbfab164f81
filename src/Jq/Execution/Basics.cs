namespace Pipeline.Jq.Execution;

/// <summary><c>.</c></summary>
internal sealed class IdentityCode : SingleCode
{
    public static readonly IdentityCode Instance = new();

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = input;
        return Flow.Done;
    }
}

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

/// <summary><c>$name</c></summary>
internal sealed class VariableCode(int levels, int slot) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = frame.Up(levels).Variables[slot];
        return Flow.Done;
    }
}

/// <summary><c>empty</c></summary>
internal sealed class EmptyCode : SingleCode
{
    public static readonly EmptyCode Instance = new();

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = default;
        return Flow.Empty;
    }
}
