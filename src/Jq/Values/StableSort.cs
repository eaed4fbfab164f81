using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Values;

/// <summary>
/// Sorts items by keys, keeping the order of equal ones. Of its own because Array.Sort may throw when an
/// order is inconsistent, and jq's order of nan is.
/// </summary>
internal sealed class StableSort(JqValue[] keys, Meter meter)
{
    private Toll _toll = new(meter);
    private bool _isTooDeep;

    /// <summary>False when keys are nested too deeply to compare, or the budget ended.</summary>
    public static bool TrySort(JqValue[] keys, JqValue[] items, Meter meter)
    {
        var source = (JqValue[])keys.Clone();
        var original = ReferenceEquals(keys, items) ? source : (JqValue[])items.Clone();
        var sort = new StableSort(source, meter);
        var places = sort.Sort();
        for (var i = 0; i < places.Length; i++)
        {
            keys[i] = source[places[i]];
            items[i] = original[places[i]];
        }

        return !sort._isTooDeep;
    }

    private int[] Sort()
    {
        var from = new int[keys.Length];
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = i;
        }

        var to = new int[from.Length];
        for (var width = 1; width < from.Length; width *= 2)
        {
            for (var start = 0; start < from.Length; start += 2 * width)
            {
                Merge(from, to, start, Math.Min(start + width, from.Length), Math.Min(start + (2 * width), from.Length));
            }

            (from, to) = (to, from);
        }

        return from;
    }

    private void Merge(int[] from, int[] to, int start, int middle, int end)
    {
        var (left, right) = (start, middle);
        for (var at = start; at < end; at++)
        {
            to[at] = right >= end || (left < middle && Compare(from[left], from[right]) <= 0) ? from[left++] : from[right++];
        }
    }

    private int Compare(int left, int right)
    {
        var order = _isTooDeep || !_toll.Pay() ? null : ValueComparer.TryCompare(keys[left], keys[right], meter);
        _isTooDeep |= order is null;
        return order ?? 0;
    }
}
