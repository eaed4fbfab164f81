namespace Pipeline.Jq.Execution;

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
