namespace Pipeline.Jq.Execution;

/// <summary><c>foreach source as pattern (start; update; extract)</c></summary>
internal sealed class ForeachCode(Code source, Code start, BindCode update) : ManyCode
{
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        start.Run(machine, frame, input, path, new StartSink(source, update, frame, input, next));

    private sealed class StartSink(Code source, BindCode update, Frame frame, JqValue input, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            source.Run(machine, frame, input, path, new UpdateSink(update, frame, value, next));
    }

    private sealed class UpdateSink(BindCode update, Frame frame, JqValue state, Sink next) : Sink
    {
        private JqValue _state = state;

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            if (!machine.Meter.Step())
            {
                return Flow.Abort;
            }

            var before = _state;
            _state = default;
            return update.RunWith(machine, frame, value, before, path, new ExtractSink(this));
        }

        private Flow Extract(Machine machine, JqValue value, Trail? path)
        {
            _state = value;
            return update.Extract is null
                ? next.Emit(machine, value, path)
                : machine.Settle(update.Extract.Run(machine, frame, value, path, next), next);
        }

        private sealed class ExtractSink(UpdateSink owner) : Sink
        {
            public override Flow Emit(Machine machine, JqValue value, Trail? path) => owner.Extract(machine, value, path);
        }
    }
}
