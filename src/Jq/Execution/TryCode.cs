namespace Pipeline.Jq.Execution;

/// <summary><c>try body catch handler</c> and <c>body?</c>.</summary>
internal sealed class TryCode(Code body, Code handler) : Code
{
    public override bool IsSingle { get; } = body.IsSingle && handler.IsSingle;

    public override bool CanEval(Frame frame) => IsSingle || (body.CanEval(frame) && handler.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = body.Eval(machine, frame, input, out output);
        return flow == Flow.Error ? handler.Eval(machine, frame, machine.Error, out output) : flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var sink = new GuardSink(next);
        var flow = body.Run(machine, frame, input, path, sink);
        if (sink.Returns(machine, ref flow) || flow != Flow.Error)
        {
            return flow;
        }

        return handler.Run(machine, frame, machine.Error, path, next);
    }
}
