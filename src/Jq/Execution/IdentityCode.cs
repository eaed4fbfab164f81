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
