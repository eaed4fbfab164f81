namespace Pipeline.Jq.Execution;

/// <summary><c>target[from:to]</c></summary>
internal sealed class SliceCode(Code target, Code from, Code to, bool isOptional) : Code
{
    public override bool IsSingle { get; } = target.IsSingle && from.IsSingle && to.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = default;
        var flow = from.Eval(machine, frame, input, out var start);
        flow = flow == Flow.Done ? to.Eval(machine, frame, input, out output) : flow;
        if (flow != Flow.Done)
        {
            return flow;
        }

        var end = output;
        flow = target.Eval(machine, frame, input, out output);
        return flow == Flow.Done ? IndexCode.Forgive(Access.Get(machine, output, Slice.Key(start, end), out output), isOptional) : flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        from.Run(machine, frame, input, null, new StartSink(target, to, isOptional, frame, input, path, next));

    private sealed class StartSink(Code target, Code to, bool isOptional, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            to.Run(machine, frame, input, null, new EndSink(target, isOptional, value, frame, input, path, next));
    }

    private sealed class EndSink(Code target, bool isOptional, JqValue start, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            target.Run(machine, frame, input, path, new TargetSink(Slice.Key(start, value), isOptional, next));
    }
}
