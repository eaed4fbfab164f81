namespace Pipeline.Jq.Execution;

/// <summary><c>source as pattern | body</c>. The body runs once for each way the pattern fits the value.</summary>
internal sealed class BindCode(Code source, Destructuring pattern, Code body) : Code
{
    public override bool IsSingle { get; } = source.IsSingle && pattern.OnlyVariable is not null && body.IsSingle;

    public override bool CanEval(Frame frame) => IsSingle || (pattern.OnlyVariable is not null && source.CanEval(frame) && body.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = source.Eval(machine, frame, input, out output);
        if (flow != Flow.Done)
        {
            return flow;
        }

        ref var variable = ref frame.Variables[pattern.OnlyVariable!.Value];
        var outer = variable;
        variable = output;
        flow = body.Eval(machine, frame, input, out output);
        if (pattern.Restores)
        {
            variable = outer;
        }

        return flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (pattern.Restores || pattern.OnlyVariable is not { } slot || !source.CanEval(frame))
        {
            return source.Run(machine, frame, input, null, new SourceSink(pattern, frame, path, new BodySink(body, frame, input, next)));
        }

        var flow = source.Eval(machine, frame, input, out var value);
        if (flow != Flow.Done)
        {
            return flow == Flow.Empty ? Flow.Done : flow;
        }

        frame.Variables[slot] = value;
        return body.Run(machine, frame, input, path, next);
    }

    private sealed class SourceSink(Destructuring pattern, Frame frame, Trail? path, Sink matched) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            machine.Meter.Step() ? pattern.Match(machine, frame, value, path, matched) : Flow.Abort;
    }

    private sealed class BodySink(Code body, Frame frame, JqValue input, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            machine.Settle(body.Run(machine, frame, input, path, next), next);
    }
}
