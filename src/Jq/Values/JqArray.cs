namespace Pipeline.Jq.Values;

/// <summary>
/// An array that nobody can see change. Versions made by appending share one buffer, so that building an
/// array item by item costs amortised constant time; only the run that made the buffer may append to it,
/// which keeps what a run costs the same whatever other runs did with the same values.
/// </summary>
internal sealed class JqArray : Node
{
    public static readonly JqArray Empty = new(new Buffer([], null), 0, 0);

    private readonly Buffer _buffer;
    private readonly int _offset;

    private JqArray(Buffer buffer, int offset, int count)
        : base(JqKind.Array)
    {
        _buffer = buffer;
        _offset = offset;
        Count = count;
    }

    public int Count { get; private set; }

    public ReadOnlySpan<JqValue> Span => _buffer.Items.AsSpan(_offset, Count);

    public JqValue this[int index] => _buffer.Items[_offset + index];

    /// <summary>An empty array of a program's own: no other one is the same in memory, so that it lies on no path.</summary>
    public static JqArray NewEmpty() => new(new Buffer([], null), 0, 0);

    /// <summary>Takes ownership of the items.</summary>
    public static JqArray Own(JqValue[] items) => Own(items, items.Length);

    public static JqArray Own(JqValue[] items, int count) => count == 0 ? Empty : new JqArray(new Buffer(items, null), 0, count);

    public static JqArray From(List<JqValue> items) => Own([.. items]);

    /// <summary>True when appending does not copy, for the given owner.</summary>
    public bool HasRoom(object? owner) =>
        owner is not null && ReferenceEquals(_buffer.Owner, owner) && _buffer.Used == _offset + Count && _buffer.Used < _buffer.Items.Length;

    public JqArray Append(JqValue value, object? owner)
    {
        if (!HasRoom(owner))
        {
            var grown = new JqValue[Math.Max(4, Count * 2)];
            Span.CopyTo(grown);
            grown[Count] = value;
            return new JqArray(new Buffer(grown, owner) { Used = Count + 1 }, 0, Count + 1);
        }

        _buffer.Items[_buffer.Used++] = value;
        return new JqArray(_buffer, _offset, Count + 1);
    }

    public JqArray Concat(JqArray other, object? owner)
    {
        if (other.Count == 1)
        {
            return Append(other[0], owner);
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
        start >= end ? Empty : start == 0 && end == Count ? this : new JqArray(_buffer, _offset + start, end - start);

    /// <summary>The array with the item at the index replaced; nulls fill the gap up to an index past the end.</summary>
    public JqArray With(int index, JqValue value, object? owner)
    {
        if (index == Count)
        {
            return Append(value, owner);
        }

        var copy = new JqValue[Math.Max(Count, index + 1)];
        Span.CopyTo(copy);
        copy[index] = value;
        return Own(copy);
    }

    /// <summary>A copy that its editor may change in place, until the editor gives the token up.</summary>
    public JqArray Editable(object token) => new(new Buffer(Span.ToArray(), token), 0, Count);

    public bool IsEditableBy(object token) => ReferenceEquals(_buffer.Owner, token);

    /// <summary>Sets an item in place; only for the editor, and only below or at the end.</summary>
    public void Set(int index, JqValue value)
    {
        if (index == Count)
        {
            if (Count == _buffer.Items.Length)
            {
                _buffer.Grow();
            }

            Count++;
        }

        _buffer.Items[index] = value;
    }

    private sealed class Buffer(JqValue[] items, object? owner)
    {
        public JqValue[] Items { get; private set; } = items;

        public object? Owner => owner;

        public int Used { get; set; }

        public void Grow()
        {
            var grown = new JqValue[Math.Max(4, Items.Length * 2)];
            Items.CopyTo(grown, 0);
            Items = grown;
        }
    }
}
