namespace Pipeline.Jq.Execution;

/// <summary><c>target[key]</c> and <c>target.field</c>. Keys vary slower than targets, as in jq.</summary>
internal sealed class IndexCode(Code target, Code key, bool isOptional) : Code
{
    private readonly JqValue? _constant = (key as ConstantCode)?.Value;

    public override bool IsSingle { get; } = target.IsSingle && key.IsSingle;

    public override bool CanEval(Frame frame) => IsSingle || (target.CanEval(frame) && key.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        Flow flow;
        if (_constant is { } constant)
        {
            flow = target.Eval(machine, frame, input, out output);
            return flow == Flow.Done ? Forgive(Access.Get(machine, output, constant, out output), isOptional) : flow;
        }

        flow = key.Eval(machine, frame, input, out var at);
        if (flow != Flow.Done)
        {
            output = default;
            return flow;
        }

        flow = target.Eval(machine, frame, input, out output);
        return flow == Flow.Done ? Forgive(Access.Get(machine, output, at, out output), isOptional) : flow;
    }

    /// <summary>No output instead of an error, when the access is followed by a question mark.</summary>
    public static Flow Forgive(Flow flow, bool isOptional) => flow == Flow.Error && isOptional ? Flow.Empty : flow;

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        key.Run(machine, frame, input, null, new KeySink(target, isOptional, frame, input, path, next));

    private sealed class KeySink(Code target, bool isOptional, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            target.Run(machine, frame, input, path, new TargetSink(value, isOptional, next));
    }
}
