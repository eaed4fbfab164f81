using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

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
