using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>Takes keys out of one container, all at once.</summary>
internal static class KeyDeletion
{
    /// <summary>Deletes the last key of each path.</summary>
    public static Flow Delete(Machine machine, JqValue target, ReadOnlySpan<JqValue> paths, out JqValue output)
    {
        output = target;
        return target.Kind switch
        {
            JqKind.Object => DeleteProperties(machine, target.Object, paths, out output),
            JqKind.Array => DeleteItems(machine, target.Array, paths, out output),
            var kind => machine.Fail($"Cannot delete fields from {kind.Name()}"),
        };
    }

    private static JqValue Last(JqValue path) => path.Array[path.Count - 1];

    private static Flow DeleteProperties(Machine machine, JqObject properties, ReadOnlySpan<JqValue> paths, out JqValue output)
    {
        output = new(properties);
        foreach (var path in paths)
        {
            var key = Last(path);
            if (!key.IsString)
            {
                return machine.Fail($"Cannot delete {key.Kind.Name()} field of object");
            }

            properties = properties.Without(key.Text);
        }

        output = new(properties);
        return machine.Meter.Take(paths.Length * (long)properties.Count * Machine.ItemBytes) ? Flow.Done : Flow.Abort;
    }

    private static Flow DeleteItems(Machine machine, JqArray items, ReadOnlySpan<JqValue> paths, out JqValue output)
    {
        output = new(items);
        var gone = new bool[items.Count];
        foreach (var path in paths)
        {
            var flow = Mark(machine, Last(path), gone);
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        var kept = new List<JqValue>(items.Count);
        for (var i = 0; i < gone.Length; i++)
        {
            if (!gone[i])
            {
                kept.Add(items[i]);
            }
        }

        output = new(JqArray.From(kept));
        return machine.Meter.Take(items.Count * (long)Machine.ItemBytes) ? Flow.Done : Flow.Abort;
    }

    private static Flow Mark(Machine machine, JqValue key, bool[] gone)
    {
        switch (key.Kind)
        {
            case JqKind.Number:
                var index = Math.Truncate(key.Number);
                index += key.Number < 0 ? gone.Length : 0;
                if (index >= 0 && index < gone.Length)
                {
                    gone[(int)index] = true;
                }

                return Flow.Done;
            case JqKind.Object:
                if (!Slice.TryBounds(key.Object, gone.Length, out var start, out var end))
                {
                    return machine.Fail("Array/string slice indices must be integers");
                }

                gone.AsSpan(start, end - start).Fill(true);
                return Flow.Done;
            default:
                return machine.Fail($"Cannot delete {key.Kind.Name()} element of array");
        }
    }
}
