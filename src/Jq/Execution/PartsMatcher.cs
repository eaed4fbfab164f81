namespace Pipeline.Jq.Execution;

/// <summary>The parts of an array or object pattern, each looked up by a key and matched in turn.</summary>
internal sealed class PartsMatcher((Code Key, int? Slot, Matcher? Value)[] parts, bool isArray) : Matcher
{
    public override Flow Match(Machine machine, Frame frame, JqValue value, Sink matched) =>
        MatchFrom(0, machine, frame, value, matched);

    private Flow MatchFrom(int part, Machine machine, Frame frame, JqValue value, Sink matched) =>
        part == parts.Length
            ? matched.Emit(machine, value, null)
            : parts[part].Key.Run(machine, frame, value, null, new KeySink(this, part, frame, value, matched));

    private Flow MatchKey(int part, Machine machine, Frame frame, JqValue value, JqValue key, Sink matched)
    {
        if (!isArray && !key.IsString)
        {
            return machine.Fail($"Cannot index {value.Kind.ToString().ToLowerInvariant()} with {Values.ErrorText.Describe(key)}");
        }

        var flow = Access.Get(machine, value, key, out var item);
        if (flow != Flow.Done)
        {
            return flow;
        }

        if (parts[part].Slot is { } slot)
        {
            frame.Variables[slot] = item;
        }

        return parts[part].Value is { } inner
            ? inner.Match(machine, frame, item, new RestSink(this, part + 1, frame, value, matched))
            : MatchFrom(part + 1, machine, frame, value, matched);
    }

    private sealed class KeySink(PartsMatcher owner, int part, Frame frame, JqValue value, Sink matched) : Sink
    {
        public override Flow Emit(Machine machine, JqValue key, Trail? path) =>
            owner.MatchKey(part, machine, frame, value, key, matched);
    }

    private sealed class RestSink(PartsMatcher owner, int part, Frame frame, JqValue value, Sink matched) : Sink
    {
        public override Flow Emit(Machine machine, JqValue item, Trail? path) =>
            owner.MatchFrom(part, machine, frame, value, matched);
    }
}
