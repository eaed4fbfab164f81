namespace Pipeline.Jq.Execution;

/// <summary><c>left | right</c></summary>
internal sealed class PipeCode(Code left, Code right) : Code
{
    public override bool IsSingle { get; } = left.IsSingle && right.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = left.Eval(machine, frame, input, out var middle);
        if (flow == Flow.Done)
        {
            return right.Eval(machine, frame, middle, out output);
        }

        output = default;
        return flow;
    }

    public override bool CanEval(Frame frame) => IsSingle || (left.CanEval(frame) && right.CanEval(frame));

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (path is not null || !left.CanEval(frame))
        {
            return left.Run(machine, frame, input, path, new PipeSink(right, frame, next));
        }

        var flow = left.Eval(machine, frame, input, out var middle);
        return flow switch
        {
            Flow.Done => right.Run(machine, frame, middle, null, next),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }

    private sealed class PipeSink(Code right, Frame frame, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            machine.Settle(right.Run(machine, frame, value, path, next), next);
    }
}
