namespace Pipeline.Jq.Execution;

/// <summary>
/// The state of a reduce or foreach, which an update takes away and each of its outputs puts back: an update without an
/// output leaves null, and so does one that failed to the alternative of a pattern that is tried next.
/// </summary>
internal sealed class FoldSink(Destructuring pattern, Code update, Frame frame, JqValue start, Sink updated) : Sink
{
    private readonly MatchedSink _matched = new(update, frame, start, updated);

    public JqValue State => _matched.State;

    public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
        machine.Meter.Step() ? pattern.Match(machine, frame, value, path, _matched) : Flow.Abort;

    private sealed class MatchedSink : Sink
    {
        private readonly Code _update;
        private readonly Frame _frame;
        private readonly StateSink _output;

        public MatchedSink(Code update, Frame frame, JqValue start, Sink updated) =>
            (_update, _frame, State, _output) = (update, frame, start, new StateSink(this, updated));

        public JqValue State { get; set; }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            var before = State;
            State = default;
            return machine.Settle(_update.Run(machine, _frame, before, path, _output), _output);
        }
    }

    private sealed class StateSink(MatchedSink fold, Sink updated) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            fold.State = value;
            return updated.Emit(machine, value, path);
        }
    }
}
