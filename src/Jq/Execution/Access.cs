using Pipeline.Jq.Values;

namespace Pipeline.Jq.Execution;

/// <summary>Reading by key: fields, items, slices, positions of a sub-array.</summary>
internal static class Access
{
    public static Flow Get(Machine machine, JqValue target, JqValue key, out JqValue output)
    {
        output = default;
        switch (key.Kind)
        {
            case JqKind.String when target.IsObject:
                target.TryGetProperty(key.Text, out output);
                return Flow.Done;
            case JqKind.Number when target.IsArray:
                output = Item(target, key.Number);
                return Flow.Done;
            case JqKind.Object when target.IsArray || target.IsString:
                return Slice.Get(machine, target, key.Object, out output);
            case JqKind.Array when target.IsArray:
                output = Positions(target.Array, key.Array, machine.Meter);
                return machine.Meter.Exceeded is null ? Flow.Done : Flow.Abort;
            case JqKind.String or JqKind.Number or JqKind.Object when target.IsNull:
                return Flow.Done;
            default:
                return machine.Fail($"Cannot index {target.Kind.Name()} with {ErrorText.Describe(key)}");
        }
    }

    /// <summary>The places where the sub-array begins.</summary>
    private static JqValue Positions(JqArray items, JqArray part, Meter meter)
    {
        if (part.Count == 0)
        {
            return JqValue.EmptyArray;
        }

        var found = new List<JqValue>();
        var toll = new Toll(meter);
        for (var start = 0; start + part.Count <= items.Count && toll.Pay(); start++)
        {
            var offset = 0;
            while (offset < part.Count && toll.Pay() && ValueComparer.TryEqual(items[start + offset], part[offset], meter) == true)
            {
                offset++;
            }

            if (offset == part.Count)
            {
                found.Add(JqValue.FromNumber(start));
            }
        }

        return new(JqArray.From(found));
    }

    private static JqValue Item(JqValue items, double position)
    {
        if (double.IsNaN(position))
        {
            return default;
        }

        var index = Math.Truncate(position);
        index += index < 0 ? items.Count : 0;
        return index >= 0 && index < items.Count ? items.ItemAt((int)index) : default;
    }
}
