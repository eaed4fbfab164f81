using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary><c>getpath(path)</c>, which is a path expression itself.</summary>
internal sealed class GetPathCode(Code argument) : Code
{
    public override bool IsSingle { get; } = argument.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = argument.Eval(machine, frame, input, out output);
        return flow == Flow.Done ? Paths.Get(machine, input, output, out output) : flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        argument.Run(machine, frame, input, null, new KeysSink(input, path, next));

    private sealed class KeysSink(JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _)
        {
            if (path is not null && !input.IsSameAs(path.Value))
            {
                return machine.Fail($"Invalid path expression with result {ErrorText.Shorten(input)}");
            }

            // Once a parent is null the rest of the path is null too, whatever its keys.
            var flow = Paths.Get(machine, input, value, out var item);
            if (flow != Flow.Done || path is null)
            {
                return flow == Flow.Done ? next.Emit(machine, item, null) : flow;
            }

            var place = path;
            foreach (ref readonly var key in value.Array.Span)
            {
                place = place.Append(key, item);
            }

            return next.Emit(machine, item, place);
        }
    }
}
