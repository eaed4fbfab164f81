namespace Pipeline.Jq.Execution;

/// <summary>Takes the first output and stops the expression.</summary>
internal sealed class FirstSink : Sink
{
    private bool _found;
    private JqValue _value;
    private Trail? _path;

    /// <summary>Done with the first output, Empty when there is none.</summary>
    public static Flow First(Machine machine, Code code, Frame frame, JqValue input, out JqValue output) =>
        code.CanEval(frame)
            ? machine.Settle(code.Eval(machine, frame, input, out output), ref output)
            : First(machine, code, frame, input, null, out output, out _);

    public static Flow First(Machine machine, Code code, Frame frame, JqValue input, Trail? path, out JqValue output, out Trail? found)
    {
        var sink = new FirstSink();
        var flow = code.Run(machine, frame, input, path, sink);
        output = sink._value;
        found = sink._path;
        return machine.Arrived(flow, sink) ? Flow.Done : flow == Flow.Done ? sink._found ? Flow.Done : Flow.Empty : flow;
    }

    public override Flow Emit(Machine machine, JqValue value, Trail? path)
    {
        _found = true;
        _value = value;
        _path = path;
        return machine.BreakTo(this);
    }
}
