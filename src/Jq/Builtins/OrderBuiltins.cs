using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>Sorting, grouping, extremes. With a key expression, all its outputs together are the key.</summary>
internal static class OrderBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Native("sort", 0, Sort),
        Keyed("sort_by", SortBy),
        Keyed("group_by", GroupBy),
        Keyed("unique_by", UniqueBy),
        Builtin.Native("unique", 0, Unique),
        Builtin.Native("bsearch", 1, Search),
        Keyed("min_by", static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => Extreme(m, input, a[0], -1, out o)),
        Keyed("max_by", static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => Extreme(m, input, a[0], 1, out o)),
        Builtin.Native("min", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Extreme(m, input, input, -1, out o)),
        Builtin.Native("max", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Extreme(m, input, input, 1, out o)),
    ];

    // The argument of the function is the array of keys, made as map([key]) makes it.
    private static Builtin Keyed(string name, NativeFunction function) => Builtin.Special(name, 1, arguments =>
        new NativeCode(function, [new MakeArrayCode(new PipeCode(new IterateCode(IdentityCode.Instance), new MakeArrayCode(arguments[0])))]));

    private static Flow Sort(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        return input.IsArray
            ? Guarded(machine, input, input, static (items, _, _) => items, out output)
            : machine.Fail(input, "cannot be sorted, as it is not an array");
    }

    private static Flow Unique(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        return input.IsArray ? UniqueBy(machine, input, [input], out output) : machine.Fail(input, "cannot be sorted, as it is not an array");
    }

    // The place of the sought value in a sorted array, or -1 minus the place to insert it.
    private static Flow Search(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsArray)
        {
            return machine.Fail(input, "cannot be searched from");
        }

        var (low, high) = (0, input.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (ValueComparer.TryCompare(arguments[0], input.ItemAt(middle), machine.Meter) is not { } order)
            {
                return machine.FailUnlessEnded("Comparison too deep");
            }

            if (order == 0)
            {
                output = JqValue.FromNumber(middle);
                return Flow.Done;
            }

            (low, high) = order > 0 ? (middle + 1, high) : (low, middle);
        }

        output = JqValue.FromNumber(-1 - low);
        return Flow.Done;
    }

    private static Flow SortBy(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output) =>
        Guarded(machine, input, arguments[0], static (items, _, _) => items, out output);

    private static Flow GroupBy(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output) =>
        Guarded(machine, input, arguments[0], static (items, keys, meter) => Groups(items, keys, meter, static group => new(JqArray.Own([.. group]))), out output);

    private static Flow UniqueBy(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output) =>
        Guarded(machine, input, arguments[0], static (items, keys, meter) => Groups(items, keys, meter, static group => group[0]), out output);

    private static Flow Guarded(
        Machine machine, JqValue input, JqValue keys, Func<JqValue[], JqValue[], Meter, JqValue[]> finish, out JqValue output)
    {
        output = default;
        if (!input.IsArray || !keys.IsArray || input.Count != keys.Count)
        {
            return machine.Fail(input, keys, "cannot be sorted, as they are not both arrays");
        }

        var items = input.Array.Span.ToArray();
        if (!machine.Meter.Take(items.Length * 3L * Machine.ItemBytes) || !machine.Meter.Step(items.Length))
        {
            return Flow.Abort;
        }

        var sortedKeys = keys.Array.Span.ToArray();
        if (!StableSort.TrySort(sortedKeys, items, machine.Meter))
        {
            return machine.FailUnlessEnded("Comparison too deep");
        }

        output = new(JqArray.Own(finish(items, sortedKeys, machine.Meter)));
        return machine.Meter.Exceeded is null ? Flow.Done : Flow.Abort;
    }

    private static JqValue[] Groups(JqValue[] items, JqValue[] keys, Meter meter, Func<ReadOnlySpan<JqValue>, JqValue> take)
    {
        var groups = new List<JqValue>();
        var start = 0;
        for (var i = 1; i <= items.Length; i++)
        {
            if (i == items.Length || ValueComparer.TryEqual(keys[start], keys[i], meter) != true)
            {
                groups.Add(take(items.AsSpan(start, i - start)));
                start = i;
            }
        }

        return [.. groups];
    }

    private static Flow Extreme(Machine machine, JqValue input, JqValue keys, int direction, out JqValue output)
    {
        output = default;
        if (!input.IsArray || !keys.IsArray || input.Count != keys.Count)
        {
            return machine.Fail(input, keys, "cannot be iterated over");
        }

        // Of equal keys the first is the minimum and the last the maximum, as in jq.
        var best = 0;
        for (var i = 1; i < input.Count; i++)
        {
            if (!machine.Meter.Step() || ValueComparer.TryCompare(keys.Array[i], keys.Array[best], machine.Meter) is not { } order)
            {
                return machine.FailUnlessEnded("Comparison too deep");
            }

            best = direction < 0 ? order < 0 ? i : best : order >= 0 ? i : best;
        }

        output = input.Count == 0 ? default : input.Array[best];
        return Flow.Done;
    }
}
