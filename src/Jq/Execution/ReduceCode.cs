namespace Pipeline.Jq.Execution;

/// <summary><c>reduce source as pattern (start; update)</c></summary>
internal sealed class ReduceCode(Code source, Code start, BindCode update) : Code
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
        var sink = new UpdateSink(update, frame, state);
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

    private sealed class UpdateSink(BindCode update, Frame frame, JqValue state) : Sink
    {
        private readonly LastSink _last = new();

        public JqValue State { get; private set; } = state;

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            if (!machine.Meter.Step())
            {
                return Flow.Abort;
            }

            // An update without output leaves null, as jq's machine does.
            _last.Value = default;
            var flow = update.RunWith(machine, frame, value, State, path, _last);
            State = _last.Value;
            return flow;
        }
    }

    private sealed class LastSink : Sink
    {
        public JqValue Value { get; set; }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            Value = value;
            return Flow.Done;
        }
    }
}
