using System.Runtime.CompilerServices;

namespace Pipeline.Jq.Values;

/// <summary>
/// An immutable array. Versions made by appending share one buffer, so that building an array item by
/// item costs amortised constant time: whoever claims the next free place of the buffer may write it.
/// </summary>
internal sealed class JqArray : Node
{
    public static readonly JqArray Empty = new([], 0, new StrongBox<int>(0));

    private readonly JqValue[] _items;
    private readonly int _offset;
    private readonly StrongBox<int> _used;

    private JqArray(JqValue[] items, int count, StrongBox<int> used, int offset = 0)
        : base(JqKind.Array)
    {
        _items = items;
        _offset = offset;
        _used = used;
        Count = count;
    }

    public int Count { get; }

    public ReadOnlySpan<JqValue> Span => _items.AsSpan(_offset, Count);

    public ref readonly JqValue this[int index] => ref _items[_offset + index];

    /// <summary>Takes ownership of the items.</summary>
    public static JqArray Own(JqValue[] items) => Own(items, items.Length);

    public static JqArray Own(JqValue[] items, int count) =>
        count == 0 ? Empty : new JqArray(items, count, new StrongBox<int>(count));

    public static JqArray From(List<JqValue> items) => Own([.. items]);

    public JqArray Append(JqValue value)
    {
        var end = _offset + Count;
        if (end < _items.Length && Interlocked.CompareExchange(ref _used.Value, end + 1, end) == end)
        {
            _items[end] = value;
            return new JqArray(_items, Count + 1, _used, _offset);
        }

        var grown = new JqValue[Math.Max(4, Count * 2)];
        Span.CopyTo(grown);
        grown[Count] = value;
        return new JqArray(grown, Count + 1, new StrongBox<int>(Count + 1));
    }

    public JqArray Concat(JqArray other)
    {
        if (other.Count == 1)
        {
            return Append(other[0]);
        }

        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        var joined = new JqValue[Count + other.Count];
        Span.CopyTo(joined);
        other.Span.CopyTo(joined.AsSpan(Count));
        return Own(joined);
    }

    public JqArray Slice(int start, int end) =>
        start >= end ? Empty : start == 0 && end == Count ? this : new JqArray(_items, end - start, _used, _offset + start);

    /// <summary>The array with the item at the index replaced; nulls fill the gap up to an index past the end.</summary>
    public JqArray With(int index, JqValue value)
    {
        if (index == Count)
        {
            return Append(value);
        }

        var copy = new JqValue[Math.Max(Count, index + 1)];
        Span.CopyTo(copy);
        copy[index] = value;
        return Own(copy);
    }
}
