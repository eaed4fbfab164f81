namespace Pipeline.Jq.Execution;

/// <summary>An expression with at most one output which is not a path of its own.</summary>
internal abstract class SingleCode : Code
{
    public sealed override bool IsSingle => true;

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var flow = Eval(machine, frame, input, out var output);
        return flow switch
        {
            Flow.Done => next.Emit(machine, output, path),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }
}
