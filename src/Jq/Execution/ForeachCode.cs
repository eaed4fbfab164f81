namespace Pipeline.Jq.Execution;

/// <summary><c>foreach source as pattern (start; update; extract)</c>; without extract it gives each state itself.</summary>
internal sealed class ForeachCode(Code source, Code start, Destructuring pattern, Code update, Code? extract) : ManyCode
{
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        start.Run(machine, frame, input, path, new StartSink(this, frame, input, extract is null ? next : new ExtractSink(extract, frame, next)));

    private sealed class StartSink(ForeachCode code, Frame frame, JqValue input, Sink updated) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            code.Source.Run(machine, frame, input, path, code.Fold(frame, value, updated));
    }

    private Code Source => source;

    private FoldSink Fold(Frame frame, JqValue state, Sink updated) => new(pattern, update, frame, state, updated);

    private sealed class ExtractSink(Code extract, Frame frame, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            machine.Settle(extract.Run(machine, frame, value, path, next), next);
    }
}
