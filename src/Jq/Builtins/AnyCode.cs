using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary><c>any(generator; condition)</c> and <c>all</c>: stops at the first output that decides.</summary>
internal sealed class AnyCode(Code generator, Code condition, bool isAny) : SingleCode
{
    private readonly PipeCode _conditions = new(generator, condition);

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var sink = new DecideSink(isAny);
        var flow = _conditions.Run(machine, frame, input, null, sink);
        var decided = machine.Arrived(flow, sink);
        output = JqValue.FromBoolean(decided == isAny);
        return decided ? Flow.Done : flow;
    }

    private sealed class DecideSink(bool isAny) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            value.IsTruthy == isAny ? machine.BreakTo(this) : Flow.Done;
    }
}
