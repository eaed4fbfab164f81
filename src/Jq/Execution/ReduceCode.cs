namespace Pipeline.Jq.Execution;

/// <summary><c>reduce source as pattern (start; update)</c></summary>
internal sealed class ReduceCode(Code source, Code start, Destructuring pattern, Code update) : Code
{
    public override bool IsSingle { get; } = start.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = start.Eval(machine, frame, input, out output);
        return flow == Flow.Done ? Fold(machine, frame, input, null, ref output) : flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        start.Run(machine, frame, input, path, new StartSink(this, frame, input, next));

    private Flow Fold(Machine machine, Frame frame, JqValue input, Trail? path, ref JqValue state)
    {
        var sink = new FoldSink(pattern, update, frame, state, DoneSink.Instance);
        var flow = source.Run(machine, frame, input, path, sink);
        state = sink.State;
        return flow;
    }

    private sealed class StartSink(ReduceCode code, Frame frame, JqValue input, Sink next) : Sink
    {
        private JqValue _input = input;

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            var state = value;
            var flow = code.Fold(machine, frame, _input, path, ref state);

            // jq's machine has given the input away after the first start value.
            _input = default;
            return flow == Flow.Done ? next.Emit(machine, state, path) : flow;
        }
    }

    private sealed class DoneSink : Sink
    {
        public static readonly DoneSink Instance = new();

        public override Flow Emit(Machine machine, JqValue value, Trail? path) => Flow.Done;
    }
}
