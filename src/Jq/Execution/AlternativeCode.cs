namespace Pipeline.Jq.Execution;

/// <summary><c>left // right</c>: the true outputs of the left, or those of the right when there are none.</summary>
internal sealed class AlternativeCode(Code left, Code right) : Code
{
    public override bool IsSingle { get; } = left.IsSingle && right.IsSingle;

    public override bool CanEval(Frame frame) => IsSingle || (left.CanEval(frame) && right.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = left.Eval(machine, frame, input, out output);
        return flow == Flow.Empty || (flow == Flow.Done && !output.IsTruthy)
            ? right.Eval(machine, frame, input, out output)
            : flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var sink = new TruthSink(next);
        var flow = left.Run(machine, frame, input, path, sink);
        return flow == Flow.Done && !sink.Found ? right.Run(machine, frame, input, path, next) : flow;
    }

    private sealed class TruthSink(Sink next) : Sink
    {
        public bool Found { get; private set; }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            if (!value.IsTruthy)
            {
                return Flow.Done;
            }

            Found = true;
            return next.Emit(machine, value, path);
        }
    }
}
