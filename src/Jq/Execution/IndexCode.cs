using Pipeline.Jq.Values;

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

/// <summary>Looks a key up in each target that arrives.</summary>
internal sealed class TargetSink(JqValue key, bool isOptional, Sink next) : Sink
{
    public override Flow Emit(Machine machine, JqValue value, Trail? path)
    {
        if (path is not null && !value.IsSameAs(path.Value))
        {
            return machine.Fail($"Invalid path expression near attempt to access element {ErrorText.Shorten(key)} of {ErrorText.Shorten(value)}");
        }

        var flow = IndexCode.Forgive(Access.Get(machine, value, key, out var item), isOptional);
        return flow switch
        {
            Flow.Done => next.Emit(machine, item, path?.Append(key, item)),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }
}

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
