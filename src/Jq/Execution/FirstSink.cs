namespace Pipeline.Jq.Execution;

/// <summary>Takes the first output and stops the expression.</summary>
/// <param name="isHost">Whether it is the host that wants no more: nothing in the program may go on then.</param>
internal sealed class FirstSink(bool isHost) : Sink
{
    private bool _found;
    private JqValue _value;
    private Trail? _path;

    /// <summary>Done with the first output, Empty when there is none.</summary>
    public static Flow First(Machine machine, Code code, Frame frame, JqValue input, out JqValue output, bool isHost = false) =>
        code.CanEval(frame)
            ? machine.Settle(code.Eval(machine, frame, input, out output), ref output)
            : First(machine, code, frame, input, null, out output, out _, isHost);

    public static Flow First(
        Machine machine, Code code, Frame frame, JqValue input, Trail? path, out JqValue output, out Trail? found, bool isHost = false)
    {
        var sink = new FirstSink(isHost);
        var flow = code.Run(machine, frame, input, path, sink);
        output = sink._value;
        found = sink._path;
        var isStopped = (isHost && sink._found) || machine.Arrived(flow, sink);
        return isStopped ? Flow.Done : flow == Flow.Done ? sink._found ? Flow.Done : Flow.Empty : flow;
    }

    public override Flow Emit(Machine machine, JqValue value, Trail? path)
    {
        _found = true;
        _value = value;
        _path = path;
        return isHost ? Flow.Abort : machine.BreakTo(this);
    }
}
