namespace Pipeline.Jq.Execution;

/// <summary><c>if condition then … else … end</c></summary>
internal sealed class IfCode(Code condition, Code then, Code otherwise) : Code
{
    public override bool IsSingle { get; } = condition.IsSingle && then.IsSingle && otherwise.IsSingle;

    public override bool CanEval(Frame frame) => IsSingle || (condition.CanEval(frame) && then.CanEval(frame) && otherwise.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = condition.Eval(machine, frame, input, out output);
        return flow != Flow.Done
            ? flow
            : (output.IsTruthy ? then : otherwise).Eval(machine, frame, input, out output);
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (!condition.CanEval(frame))
        {
            return condition.Run(machine, frame, input, null, new ConditionSink(this, frame, input, path, next));
        }

        var flow = condition.Eval(machine, frame, input, out var truth);
        return flow switch
        {
            Flow.Done => (truth.IsTruthy ? then : otherwise).Run(machine, frame, input, path, next),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }

    private sealed class ConditionSink(IfCode code, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        private readonly Code _then = code.Then;
        private readonly Code _otherwise = code.Otherwise;

        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            machine.Settle((value.IsTruthy ? _then : _otherwise).Run(machine, frame, input, path, next), next);
    }

    private Code Then => then;

    private Code Otherwise => otherwise;
}
