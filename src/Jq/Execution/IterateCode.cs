using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary><c>target[]</c></summary>
internal sealed class IterateCode(Code target, bool isOptional = false) : ManyCode
{
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (path is not null || !target.CanEval(frame))
        {
            return target.Run(machine, frame, input, path, new EachSink(isOptional, next));
        }

        var flow = target.Eval(machine, frame, input, out var container);
        return flow switch
        {
            Flow.Done => Each(machine, container, null, next, isOptional),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }

    internal static Flow Each(Machine machine, JqValue container, Trail? path, Sink next, bool isOptional = false)
    {
        if (path is not null && !container.IsSameAs(path.Value))
        {
            return machine.Fail($"Invalid path expression near attempt to iterate through {ErrorText.Shorten(container)}");
        }

        if (container.Tape is { } tape && path is null && container.Kind != JqKind.String)
        {
            return EachToken(machine, tape, container, next);
        }

        return container.Kind switch
        {
            JqKind.Array => EachItem(machine, container.Array, path, next),
            JqKind.Object => EachProperty(machine, container.Object, path, next),
            _ when isOptional => Flow.Done,
            _ => machine.Fail($"Cannot iterate over {ErrorText.Describe(container)}"),
        };
    }

    // Straight from the document, without an array or object in between.
    private static Flow EachToken(Machine machine, JsonTape tape, JqValue container, Sink next)
    {
        var skip = container.IsObject ? 1 : 0;
        var child = JsonTape.FirstChild(container.TapeIndex);
        for (var left = container.Count; left > 0; left--)
        {
            var flow = machine.Meter.Step() ? next.Emit(machine, tape.ValueAt(child + skip), null) : Flow.Abort;
            if (flow != Flow.Done)
            {
                return flow;
            }

            child = tape.Next(child + skip);
        }

        return Flow.Done;
    }

    private static Flow EachItem(Machine machine, JqArray items, Trail? path, Sink next)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var flow = machine.Meter.Step()
                ? next.Emit(machine, items[i], path?.Append(JqValue.FromNumber(i), items[i]))
                : Flow.Abort;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        return Flow.Done;
    }

    private static Flow EachProperty(Machine machine, JqObject properties, Trail? path, Sink next)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            var flow = machine.Meter.Step()
                ? next.Emit(machine, properties.ValueAt(i), path?.Append(new(properties.KeyAt(i)), properties.ValueAt(i)))
                : Flow.Abort;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        return Flow.Done;
    }

    private sealed class EachSink(bool isOptional, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) => Each(machine, value, path, next, isOptional);
    }
}
