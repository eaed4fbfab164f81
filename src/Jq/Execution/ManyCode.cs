namespace Pipeline.Jq.Execution;

/// <summary>An expression that may have many outputs.</summary>
internal abstract class ManyCode : Code
{
    public override bool IsSingle => false;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output) =>
        throw new InvalidOperationException("An expression with many outputs was asked for its only one.");
}
