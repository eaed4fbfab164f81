namespace Pipeline.Jq.Execution;

/// <summary><c>paths op= value</c>: updates with the operator, once for each value.</summary>
internal sealed class OperateCode(Code paths, Code value, Func<JqValue, Code> update) : Code
{
    public override bool IsSingle { get; } = value.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = value.Eval(machine, frame, input, out output);
        return flow == Flow.Done ? ModifyCode.Apply(machine, paths, update(output), frame, input, out output) : flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        value.Run(machine, frame, input, null, new ValueSink(paths, update, frame, input, path, next));

    private sealed class ValueSink(Code paths, Func<JqValue, Code> update, Frame frame, JqValue input, Trail? path, Sink next)
        : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _)
        {
            var flow = ModifyCode.Apply(machine, paths, update(value), frame, input, out var output);
            return flow == Flow.Done ? ModifyCode.Leave(machine, output, path, next) : flow;
        }
    }
}
