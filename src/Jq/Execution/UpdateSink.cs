namespace Pipeline.Jq.Execution;

/// <summary>
/// Updates the value at each path it is given. The value and the deletions are a pair in jq that an output of the
/// update takes away: after alternatives of <c>?//</c> that were gone on with there is nothing left of either.
/// </summary>
internal sealed class UpdateSink(Code update, Frame frame, JqValue root) : Sink
{
    public PathEditor Editor { get; private set; } = new(root);

    public List<JqValue>? Deleted { get; private set; }

    public bool HasLostDeletions { get; private set; }

    public override Flow Emit(Machine machine, JqValue value, Trail? path)
    {
        var keys = path!.ToValue();
        var flow = Editor.Get(machine, keys, out var current);
        if (flow != Flow.Done)
        {
            return flow;
        }

        if (!update.CanEval(frame))
        {
            return UpdateByMany(machine, keys, current);
        }

        flow = FirstSink.First(machine, update, frame, current, out current);
        switch (flow)
        {
            case Flow.Done:
                return Editor.Set(machine, keys, current);
            case Flow.Empty:
                Delete(keys);
                return Flow.Done;
            default:
                return flow;
        }
    }

    private Flow UpdateByMany(Machine machine, JqValue keys, JqValue current)
    {
        var sink = new OutputSink(this, keys);
        var flow = update.Run(machine, frame, current, null, sink);
        if (flow != Flow.Done)
        {
            return machine.Arrived(flow, sink) ? Flow.Done : flow;
        }

        if (sink.HasOutput)
        {
            Forget();
        }

        Delete(keys);
        return Flow.Done;
    }

    private void Delete(JqValue keys)
    {
        HasLostDeletions = false;
        (Deleted ??= []).Add(keys);
    }

    private void Forget() => (Editor, Deleted, HasLostDeletions) = (new PathEditor(JqValue.Null), null, true);

    private sealed class OutputSink(UpdateSink owner, JqValue keys) : Sink
    {
        public bool HasOutput { get; private set; }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            if (HasOutput)
            {
                owner.Forget();
            }

            HasOutput = true;
            var flow = owner.Editor.Set(machine, keys, value);
            return flow == Flow.Done ? machine.BreakTo(this) : flow;
        }
    }
}
