using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>What the operators do with strings, arrays and objects.</summary>
internal static partial class Operators
{
    private static Flow Subtract(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        var (left, right) = (arguments[0], arguments[1]);
        output = default;
        if (left.IsNumber && right.IsNumber)
        {
            output = JqValue.FromNumber(left.Number - right.Number);
            return Flow.Done;
        }

        if (!left.IsArray || !right.IsArray)
        {
            return machine.Fail(left, right, "cannot be subtracted");
        }

        if (!machine.Meter.Step(left.Count * (long)right.Count / 8))
        {
            return Flow.Abort;
        }

        var kept = new List<JqValue>();
        foreach (ref readonly var item in left.Array.Span)
        {
            if (!Contains(right.Array, item))
            {
                kept.Add(item);
            }
        }

        output = new(JqArray.From(kept));
        return Flow.Done;
    }

    private static Flow Repeat(Machine machine, string text, double times, out JqValue output)
    {
        output = default;
        if (!(times >= 0))
        {
            return Flow.Done;
        }

        if (text.Length * times >= MaxRepeatedBytes)
        {
            return machine.Fail("Repeat string result too long");
        }

        // A part of a repetition counts as none, except that anything above zero below one gives one... see the manual.
        var count = (int)(text.Length == 0 ? 0 : times);
        if (!machine.Meter.Take(text.Length * (long)count * 2))
        {
            return Flow.Abort;
        }

        output = new(string.Create(text.Length * count, text, static (span, unit) =>
        {
            for (var at = 0; at < span.Length; at += unit.Length)
            {
                unit.CopyTo(span[at..]);
            }
        }));
        return Flow.Done;
    }

    private static bool Contains(JqArray items, JqValue sought)
    {
        foreach (ref readonly var item in items.Span)
        {
            if (ValueComparer.AreEqual(item, sought))
            {
                return true;
            }
        }

        return false;
    }

    private static JqObject Merge(JqValue left, JqValue right)
    {
        var builder = new ObjectBuilder(left.Count + right.Count);
        builder.SetAll(left);
        builder.SetAll(right);
        return builder.Build();
    }

    private static Flow DeepMerge(Machine machine, JqObject left, JqObject right, int depth, out JqValue output)
    {
        output = default;
        if (depth > ValueComparer.MaxDepth)
        {
            return machine.Fail("Object merge too deep");
        }

        var result = left;
        for (var i = 0; i < right.Count; i++)
        {
            var value = right.ValueAt(i);
            if (value.IsObject && left.TryGet(right.KeyAt(i), out var mine) && mine.IsObject)
            {
                var theirs = value.Object;
                var inner = default(JqValue);
                var flow = Machine.HasStack
                    ? DeepMerge(machine, mine.Object, theirs, depth + 1, out inner)
                    : Machine.OnFreshStack(() => DeepMerge(machine, mine.Object, theirs, depth + 1, out inner));
                if (flow != Flow.Done)
                {
                    return flow;
                }

                value = inner;
            }

            result = result.With(right.KeyAt(i), value, machine.Owner);
        }

        output = new(result);
        return machine.Meter.Take((left.Count + right.Count) * (long)Machine.PropertyBytes) ? Flow.Done : Flow.Abort;
    }
}
