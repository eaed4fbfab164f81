using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary><c>first(expression)</c></summary>
internal sealed class FirstCode(Code expression) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output) =>
        FirstSink.First(machine, expression, frame, input, out output);

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var flow = FirstSink.First(machine, expression, frame, input, path, out var output, out var found);
        return flow switch
        {
            Flow.Done => next.Emit(machine, output, found),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }
}

/// <summary><c>isempty(expression)</c>: an error before the first output is raised.</summary>
internal sealed class IsEmptyCode(Code expression) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = FirstSink.First(machine, expression, frame, input, out _);
        output = JqValue.FromBoolean(flow == Flow.Empty);
        return flow == Flow.Empty ? Flow.Done : flow;
    }
}

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

/// <summary><c>last(expression)</c>; no output when there is none.</summary>
internal sealed class LastCode(Code expression) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var sink = new KeepSink();
        var flow = expression.Run(machine, frame, input, null, sink);
        output = sink.Value;
        return flow == Flow.Done && !sink.Found ? Flow.Empty : flow;
    }

    private sealed class KeepSink : Sink
    {
        public bool Found { get; private set; }

        public JqValue Value { get; private set; }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            (Found, Value) = (true, value);
            return Flow.Done;
        }
    }
}
