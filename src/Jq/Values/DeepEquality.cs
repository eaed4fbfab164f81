using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Values;

/// <summary>Equality of containers; null when they are nested too deeply to tell, or the budget ended.</summary>
internal sealed class DeepEquality(Meter? meter)
{
    private Toll _toll = new(meter);

    public bool? Check(JqValue left, JqValue right, int depth)
    {
        if (left.Kind < JqKind.Array || left.Kind != right.Kind)
        {
            return ValueComparer.TryEqual(left, right, meter);
        }

        // One and the same container is equal to itself, whatever is in it: jq says so of nan, too.
        if (left.IsSameAs(right))
        {
            return true;
        }

        if (depth > ValueComparer.MaxDepth)
        {
            return null;
        }

        return Machine.HasStack ? CheckItems(left, right, depth) : Machine.OnFreshStack(() => CheckItems(left, right, depth));
    }

    private bool? CheckItems(JqValue left, JqValue right, int depth) =>
        left.Count != right.Count ? false : left.IsArray ? CheckArrays(left.Array, right.Array, depth) : CheckObjects(left.Object, right.Object, depth);

    private bool? CheckArrays(JqArray left, JqArray right, int depth)
    {
        for (var i = 0; i < left.Count; i++)
        {
            var equal = _toll.Pay() ? Check(left[i], right[i], depth + 1) : null;
            if (equal != true)
            {
                return equal;
            }
        }

        return true;
    }

    private bool? CheckObjects(JqObject left, JqObject right, int depth)
    {
        for (var i = 0; i < left.Count; i++)
        {
            var equal = !_toll.Pay() ? null : right.TryGet(left.KeyAt(i), out var other) ? Check(left.ValueAt(i), other, depth + 1) : false;
            if (equal != true)
            {
                return equal;
            }
        }

        return true;
    }
}
