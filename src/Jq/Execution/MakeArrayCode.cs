namespace Pipeline.Jq.Execution;

/// <summary><c>[items]</c></summary>
internal sealed class MakeArrayCode(Code items) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var sink = new CollectSink();
        var flow = items.Run(machine, frame, input, null, sink);
        output = flow == Flow.Done ? sink.ToArray() : default;
        return flow;
    }
}
