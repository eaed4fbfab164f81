namespace Pipeline.Jq.Execution;

/// <summary><c>left // right</c>: the true outputs of the left, whose errors are ignored, or else the right.</summary>
internal sealed class AlternativeCode(Code left, Code right) : Code
{
    public override bool IsSingle { get; } = left.IsSingle && right.IsSingle;

    public override bool CanEval(Frame frame) => IsSingle || (left.CanEval(frame) && right.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = left.Eval(machine, frame, input, out output);
        return flow is Flow.Break or Flow.Abort || (flow == Flow.Done && output.IsTruthy)
            ? flow
            : right.Eval(machine, frame, input, out output);
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var sink = new TruthSink(next);
        var flow = left.Run(machine, frame, input, path, sink);
        if (sink.Returns(machine, ref flow) || flow is Flow.Break or Flow.Abort)
        {
            return flow;
        }

        return sink.Found ? Flow.Done : right.Run(machine, frame, input, path, next);
    }

    private sealed class TruthSink(Sink next) : GuardSink(next)
    {
        public bool Found { get; private set; }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            if (!value.IsTruthy)
            {
                return Flow.Done;
            }

            Found = true;
            return base.Emit(machine, value, path);
        }
    }
}
