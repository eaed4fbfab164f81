using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Values;

/// <summary>Order of containers. Once they prove nested too deeply, or the budget ended, the result means nothing.</summary>
internal sealed class DeepOrder(Meter? meter)
{
    private Toll _toll = new(meter);

    public bool IsTooDeep { get; private set; }

    public int Compare(JqValue left, JqValue right, int depth)
    {
        if (left.Kind < JqKind.Array || left.Kind != right.Kind)
        {
            return ValueComparer.CompareScalars(left, right);
        }

        // One part of a document, in which there is no nan, that would be less than itself.
        if (left.Tape is { } tape && ReferenceEquals(tape, right.Tape) && left.TapeIndex == right.TapeIndex)
        {
            return _toll.Pay() ? 0 : Stop();
        }

        if (depth > ValueComparer.MaxDepth || !_toll.Pay())
        {
            return Stop();
        }

        return Machine.HasStack ? CompareItems(left, right, depth) : Machine.OnFreshStack(() => CompareItems(left, right, depth));
    }

    private int Stop()
    {
        IsTooDeep = true;
        return 0;
    }

    private int CompareItems(JqValue left, JqValue right, int depth) =>
        left.IsArray ? CompareArrays(left.Array, right.Array, depth) : CompareObjects(left.Object, right.Object, depth);

    private int CompareArrays(JqArray left, JqArray right, int depth)
    {
        var shared = Math.Min(left.Count, right.Count);
        for (var i = 0; i < shared && _toll.Pay(); i++)
        {
            var order = Compare(left[i], right[i], depth + 1);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    // Key sets first, as sorted lists; then the values in the order of the keys.
    private int CompareObjects(JqObject left, JqObject right, int depth)
    {
        var (leftOrder, rightOrder) = (left.SortedOrder(), right.SortedOrder());
        var shared = Math.Min(left.Count, right.Count);
        for (var i = 0; i < shared && _toll.Pay(); i++)
        {
            var order = CodePointComparer.Compare(left.KeyAt(leftOrder[i]), right.KeyAt(rightOrder[i]));
            if (order != 0)
            {
                return order;
            }
        }

        for (var i = 0; i < shared && left.Count == right.Count && _toll.Pay(); i++)
        {
            var order = Compare(left.ValueAt(leftOrder[i]), right.ValueAt(rightOrder[i]), depth + 1);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
