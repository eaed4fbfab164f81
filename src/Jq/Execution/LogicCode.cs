namespace Pipeline.Jq.Execution;

/// <summary><c>left and right</c>, <c>left or right</c>: the right is not asked when the left decides.</summary>
internal sealed class LogicCode(Code left, Code right, bool isOr) : Code
{
    public override bool IsSingle { get; } = left.IsSingle && right.IsSingle;

    public override bool CanEval(Frame frame) => IsSingle || (left.CanEval(frame) && right.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = left.Eval(machine, frame, input, out output);
        if (flow == Flow.Done && output.IsTruthy != isOr)
        {
            flow = right.Eval(machine, frame, input, out output);
        }

        output = JqValue.FromBoolean(output.IsTruthy);
        return flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        left.Run(machine, frame, input, path, new LeftSink(right, isOr, frame, input, next));

    private sealed class LeftSink(Code right, bool isOr, Frame frame, JqValue input, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) => value.IsTruthy == isOr
            ? next.Emit(machine, JqValue.FromBoolean(isOr), path)
            : right.Run(machine, frame, input, path, new TruthSink(next));
    }

    private sealed class TruthSink(Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            next.Emit(machine, JqValue.FromBoolean(value.IsTruthy), path);
    }
}
