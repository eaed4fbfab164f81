using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Values;

/// <summary>Equality of containers; null when they are nested too deeply to tell.</summary>
internal sealed class DeepEquality
{
    public bool? Check(JqValue left, JqValue right, int depth)
    {
        if (left.Kind < JqKind.Array || left.Kind != right.Kind)
        {
            return ValueComparer.TryEqual(left, right);
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
            var equal = Check(left[i], right[i], depth + 1);
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
            var equal = right.TryGet(left.KeyAt(i), out var other) ? Check(left.ValueAt(i), other, depth + 1) : false;
            if (equal != true)
            {
                return equal;
            }
        }

        return true;
    }
}
