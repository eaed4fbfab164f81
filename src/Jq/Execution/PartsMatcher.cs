using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>The parts of an array or object pattern, each looked up by a key and matched in turn.</summary>
internal sealed class PartsMatcher((Code Key, int? Slot, Matcher? Value)[] parts, bool isArray) : Matcher
{
    public override Flow Match(Machine machine, Frame frame, JqValue value, Trail? path, Sink matched) =>
        MatchFrom(0, machine, new Fit(frame, value, matched), path);

    private Flow MatchFrom(int part, Machine machine, Fit fit, Trail? path) => part == parts.Length
        ? fit.Matched.Emit(machine, fit.Value, path)
        : parts[part].Key.Run(machine, fit.Frame, fit.Value, null, new KeySink(this, part, fit, path));

    private Flow MatchKey(int part, Machine machine, Fit fit, JqValue key, Trail? path)
    {
        var value = fit.Value;
        if (path is not null && !value.IsSameAs(path.Value))
        {
            return machine.Fail($"Invalid path expression near attempt to access element {ErrorText.Shorten(key)} of {ErrorText.Shorten(value)}");
        }

        if (!isArray && !key.IsString)
        {
            return machine.Fail($"Cannot index {value.Kind.ToString().ToLowerInvariant()} with {ErrorText.Describe(key)}");
        }

        var flow = Access.Get(machine, value, key, out var item);
        if (flow != Flow.Done)
        {
            return flow;
        }

        if (parts[part].Slot is { } slot)
        {
            fit.Frame.Variables[slot] = item;
        }

        path = path?.Append(key, item);
        return parts[part].Value is { } inner
            ? inner.Match(machine, fit.Frame, item, path, new RestSink(this, part + 1, fit))
            : MatchFrom(part + 1, machine, fit, path);
    }

    /// <summary>What is taken apart, and who is told.</summary>
    private readonly record struct Fit(Frame Frame, JqValue Value, Sink Matched);

    private sealed class KeySink(PartsMatcher owner, int part, Fit fit, Trail? path) : Sink
    {
        public override Flow Emit(Machine machine, JqValue key, Trail? _) => owner.MatchKey(part, machine, fit, key, path);
    }

    private sealed class RestSink(PartsMatcher owner, int part, Fit fit) : Sink
    {
        public override Flow Emit(Machine machine, JqValue item, Trail? path) => owner.MatchFrom(part, machine, fit, path);
    }
}
