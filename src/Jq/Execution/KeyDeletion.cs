using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>Takes keys out of one container, all at once.</summary>
internal static class KeyDeletion
{
    /// <summary>Deletes the keys.</summary>
    public static Flow Delete(Machine machine, JqValue target, List<JqValue> keys, out JqValue output)
    {
        output = target;
        return target.Kind switch
        {
            JqKind.Object => DeleteProperties(machine, target.Object, keys, out output),
            JqKind.Array => DeleteItems(machine, target.Array, keys, out output),
            var kind => machine.Fail($"Cannot delete fields from {kind.Name()}"),
        };
    }

    private static Flow DeleteProperties(Machine machine, JqObject properties, List<JqValue> keys, out JqValue output)
    {
        output = new(properties);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (!key.IsString)
            {
                return machine.Fail($"Cannot delete {key.Kind.Name()} field of object");
            }

            names.Add(key.Text);
        }

        // Always a copy, also when no key was there: it is no longer the value at its path.
        output = new(properties.Without(names));
        return machine.Meter.Take(keys.Count * (long)properties.Count * Machine.ItemBytes) ? Flow.Done : Flow.Abort;
    }

    private static Flow DeleteItems(Machine machine, JqArray items, List<JqValue> keys, out JqValue output)
    {
        output = new(items);
        var gone = new bool[items.Count];
        foreach (var key in keys)
        {
            var flow = Mark(machine, key, gone);
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
