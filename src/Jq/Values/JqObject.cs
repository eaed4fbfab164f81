namespace Pipeline.Jq.Values;

/// <summary>
/// An immutable object in insertion order. Versions that differ in values share the key set; versions
/// made by adding keys share it too, each seeing only its first <see cref="Count"/> keys.
/// </summary>
internal sealed class JqObject : Node
{
    public static readonly JqObject Empty = new(new KeySet(0), [], 0);

    private readonly KeySet _keys;
    private readonly JqValue[] _values;

    private JqObject(KeySet keys, JqValue[] values, int count)
        : base(JqKind.Object)
    {
        _keys = keys;
        _values = values;
        Count = count;
    }

    public int Count { get; }

    public ReadOnlySpan<JqValue> Values => _values.AsSpan(0, Count);

    public string KeyAt(int index) => _keys[index];

    public ref readonly JqValue ValueAt(int index) => ref _values[index];

    public bool TryGet(string key, out JqValue value)
    {
        var index = _keys.Find(key, Count);
        value = index >= 0 ? _values[index] : default;
        return index >= 0;
    }

    public bool Contains(string key) => _keys.Find(key, Count) >= 0;

    public int IndexOf(string key) => _keys.Find(key, Count);

    public JqObject With(string key, JqValue value)
    {
        var index = _keys.Find(key, Count);
        if (index >= 0)
        {
            var values = _values.AsSpan(0, Count).ToArray();
            values[index] = value;
            return new JqObject(_keys, values, Count);
        }

        return Count > 0 && _keys.TryClaim(Count, key) ? Extend(_keys, value) : Extend(_keys.Fork(Count, key), value);
    }

    public JqObject Without(string key)
    {
        var index = _keys.Find(key, Count);
        if (index < 0)
        {
            return this;
        }

        var builder = new ObjectBuilder(Count);
        for (var i = 0; i < Count; i++)
        {
            if (i != index)
            {
                builder.Set(_keys[i], _values[i]);
            }
        }

        return builder.Build();
    }

    /// <summary>The keys in the order jq sorts them, as positions.</summary>
    public int[] SortedOrder()
    {
        var order = new int[Count];
        var names = new string[Count];
        for (var i = 0; i < Count; i++)
        {
            order[i] = i;
            names[i] = _keys[i];
        }

        Array.Sort(names, order, CodePointComparer.Instance);
        return order;
    }

    internal static JqObject Own(KeySet keys, JqValue[] values, int count) =>
        count == 0 ? Empty : new JqObject(keys, values, count);

    // Only the version that claimed the place in the key set may write past Count in the shared values.
    private JqObject Extend(KeySet keys, JqValue value)
    {
        var values = _values;
        if (!ReferenceEquals(keys, _keys) || Count == values.Length)
        {
            values = new JqValue[Math.Max(4, Count * 2)];
            _values.AsSpan(0, Count).CopyTo(values);
        }

        values[Count] = value;
        return new JqObject(keys, values, Count + 1);
    }
}
