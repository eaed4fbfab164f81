namespace Pipeline.Jq.Execution;

/// <summary><c>paths = value</c>: one output for each value.</summary>
internal sealed class AssignCode(Code paths, Code value) : Code
{
    public override bool IsSingle { get; } = value.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = value.Eval(machine, frame, input, out var assigned);
        output = input;
        return flow == Flow.Done ? Assign(machine, frame, assigned, ref output) : flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        value.Run(machine, frame, input, null, new ValueSink(this, frame, input, path, next));

    private Flow Assign(Machine machine, Frame frame, JqValue assigned, ref JqValue root)
    {
        var sink = new SetSink(assigned, root);
        var flow = Paths.Each(machine, paths, frame, root, sink);
        root = sink.Editor.Root;
        return flow;
    }

    private sealed class ValueSink(AssignCode code, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _)
        {
            var root = input;
            var flow = code.Assign(machine, frame, value, ref root);
            return flow == Flow.Done ? next.Emit(machine, root, path) : flow;
        }
    }

    private sealed class SetSink(JqValue assigned, JqValue root) : Sink
    {
        public PathEditor Editor { get; } = new(root);

        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            Editor.Set(machine, path!.ToValue(), assigned);
    }
}
