using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>Finding, reading, setting and deleting by path.</summary>
internal static class Paths
{
    // MAX_PATH_DEPTH of jq.
    private const int MaxDepth = 10_000;

    // jq's own limit of an array index.
    private const int MaxIndex = 536_870_911;

    /// <summary>Gives the sink each path of the expression; the path is checked to be intact.</summary>
    public static Flow Each(Machine machine, Code expression, Frame frame, JqValue input, Sink next) =>
        expression.Run(machine, frame, input, Trail.Root(input), new IntactSink(next));

    public static Flow Get(Machine machine, JqValue root, JqValue path, out JqValue output)
    {
        output = root;
        if (!path.IsArray)
        {
            return machine.Fail("Path must be specified as an array");
        }

        if (path.Array.Count > MaxDepth)
        {
            return machine.Fail("Path too deep");
        }

        foreach (ref readonly var key in path.Array.Span)
        {
            var flow = Access.Get(machine, output, key, out output);
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        return Flow.Done;
    }

    public static Flow Set(Machine machine, JqValue root, JqValue path, JqValue value, out JqValue output)
    {
        output = default;
        if (!path.IsArray)
        {
            return machine.Fail("Path must be specified as an array");
        }

        return path.Array.Count > MaxDepth
            ? machine.Fail("Path too deep")
            : SetFrom(machine, root, path.Array.Span, value, out output);
    }

    private static Flow SetFrom(Machine machine, JqValue target, ReadOnlySpan<JqValue> path, JqValue value, out JqValue output)
    {
        output = value;
        if (path.Length == 0)
        {
            return Flow.Done;
        }

        // Down to the leaf first, then back up: the path may be longer than the machine stack is deep.
        var parents = new JqValue[path.Length];
        var current = target;
        for (var i = 0; i < path.Length; i++)
        {
            parents[i] = current;
            var flow = Access.Get(machine, current, path[i], out current);

            // jq sets each place to null before it goes deeper, and finds there whether it may.
            flow = flow == Flow.Done ? CheckPlace(machine, parents[i], path[i]) : flow;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        for (var i = path.Length - 1; i >= 0; i--)
        {
            var flow = SetKey(machine, parents[i], path[i], output, out output);
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        return Flow.Done;
    }

    public static Flow SetKey(Machine machine, JqValue target, JqValue key, JqValue value, out JqValue output)
    {
        output = default;
        switch (key.Kind)
        {
            case JqKind.String when target.IsObject || target.IsNull:
                var properties = target.IsNull ? JqObject.Empty : target.Object;
                var copied = properties.HasRoom(key.Text, machine.Owner) ? 0 : properties.Count * (long)Machine.ItemBytes;
                output = new(properties.With(key.Text, value, machine.Owner));
                return machine.Meter.Take(copied + Machine.PropertyBytes) ? Flow.Done : Flow.Abort;
            case JqKind.Number when target.IsArray || target.IsNull:
                return SetItem(machine, target.IsNull ? JqArray.Empty : target.Array, key.Number, value, out output);
            case JqKind.Object when target.IsArray || target.IsNull:
                return Slice.Set(machine, target.IsNull ? JqArray.Empty : target.Array, key.Object, value, out output);
            case JqKind.Object when target.IsString:
                return machine.Fail("Cannot update string slices");
            case JqKind.Array when target.IsArray:
                return machine.Fail("Cannot update field at array index of array");
            case JqKind.Object:
                return machine.Fail("Cannot update field at object index of " + target.Kind.Name());
            default:
                return machine.Fail($"Cannot index {target.Kind.Name()} with {ErrorText.Describe(key)}");
        }
    }

    private static Flow SetItem(Machine machine, JqArray items, double position, JqValue value, out JqValue output)
    {
        output = default;
        var flow = FindItem(machine, items.Count, position, out var index);
        if (flow != Flow.Done)
        {
            return flow;
        }

        if (!machine.Meter.Take(Machine.ItemBytes * (index == items.Count && items.HasRoom(machine.Owner) ? 1 : Math.Max((long)index, items.Count) + 1)))
        {
            return Flow.Abort;
        }

        output = new(items.With(index, value, machine.Owner));
        return Flow.Done;
    }

    /// <summary>Whether the key could be set: jq finds out at each level before it goes deeper.</summary>
    public static Flow CheckPlace(Machine machine, JqValue target, JqValue key) => key.Kind switch
    {
        JqKind.Number => FindItem(machine, target.IsNull ? 0 : target.Count, key.Number, out _),
        JqKind.Array => machine.Fail("Cannot update field at array index of array"),
        _ => Flow.Done,
    };

    private static Flow FindItem(Machine machine, int count, double position, out int index)
    {
        index = 0;
        if (double.IsNaN(position))
        {
            return machine.Fail("Cannot set array element at NaN index");
        }

        var place = Math.Truncate(position);
        place += place < 0 ? count : 0;
        if (place is < 0 or > MaxIndex)
        {
            return machine.Fail(place < 0 ? "Out of bounds negative array index" : "Array index too large");
        }

        index = (int)place;
        return Flow.Done;
    }

    private sealed class IntactSink(Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) => value.IsSameAs(path!.Value)
            ? next.Emit(machine, value, path)
            : machine.Fail($"Invalid path expression with result {ErrorText.Shorten(value)}");
    }
}
