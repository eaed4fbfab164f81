using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary><c>[items]</c></summary>
internal sealed class MakeArrayCode(Code items) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output) =>
        Collect(machine, frame, input, null, out output);

    // The items are checked to be paths as well, as in jq.
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var flow = Collect(machine, frame, input, path, out var output);
        return flow == Flow.Done ? next.Emit(machine, output, path) : flow;
    }

    private Flow Collect(Machine machine, Frame frame, JqValue input, Trail? path, out JqValue output)
    {
        var sink = new CollectSink();
        var flow = items.Run(machine, frame, input, path, sink);

        // An empty array made here is not the same in memory as an empty one that the path leads to.
        output = flow != Flow.Done ? default : path is not null && sink.Items.IsEmpty ? new(JqArray.NewEmpty()) : sink.ToArray();
        return flow;
    }
}
