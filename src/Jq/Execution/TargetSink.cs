using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>Looks a key up in each target that arrives.</summary>
internal sealed class TargetSink(JqValue key, bool isOptional, Sink next) : Sink
{
    public override Flow Emit(Machine machine, JqValue value, Trail? path)
    {
        if (path is not null && !value.IsSameAs(path.Value))
        {
            return machine.Fail($"Invalid path expression near attempt to access element {ErrorText.Shorten(key)} of {ErrorText.Shorten(value)}");
        }

        var flow = IndexCode.Forgive(Access.Get(machine, value, key, out var item), isOptional);
        return flow switch
        {
            Flow.Done => next.Emit(machine, item, path?.Append(key, item)),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }
}
