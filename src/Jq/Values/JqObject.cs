namespace Pipeline.Jq.Values;

/// <summary>
/// An object that nobody can see change, in insertion order. Versions that differ in values share the key
/// set; versions made by adding keys share it too, each seeing only its first <see cref="Count"/> keys.
/// </summary>
internal sealed class JqObject : Node
{
    public static readonly JqObject Empty = new(new KeySet(0, null), [], 0, null);

    private readonly object? _owner;
    private KeySet _keys;
    private JqValue[] _values;

    private JqObject(KeySet keys, JqValue[] values, int count, object? owner)
        : base(JqKind.Object)
    {
        _keys = keys;
        _values = values;
        _owner = owner;
        Count = count;
    }

    public int Count { get; private set; }

    public ReadOnlySpan<JqValue> Values => _values.AsSpan(0, Count);

    /// <summary>An empty object of a program's own: no other one is the same in memory, so that it lies on no path.</summary>
    public static JqObject NewEmpty() => new(new KeySet(0, null), [], 0, null);

    public string KeyAt(int index) => _keys[index];

    public JqValue ValueAt(int index) => _values[index];

    public bool TryGet(string key, out JqValue value)
    {
        var index = _keys.Find(key, Count);
        value = index >= 0 ? _values[index] : default;
        return index >= 0;
    }

    public bool Contains(string key) => _keys.Find(key, Count) >= 0;

    /// <summary>True when adding the key does not copy, for the given owner.</summary>
    public bool HasRoom(string key, object? owner) =>
        owner is not null && ReferenceEquals(_owner, owner) && Count < _values.Length
        && _keys.IsNewest(Count, owner) && !Contains(key);

    public JqObject With(string key, JqValue value, object? owner)
    {
        if (HasRoom(key, owner))
        {
            _keys.Add(key);
            _values[Count] = value;
            return new JqObject(_keys, _values, Count + 1, owner);
        }

        var index = _keys.Find(key, Count);
        var values = new JqValue[index >= 0 ? Count : Math.Max(4, Count * 2)];
        Values.CopyTo(values);
        if (index >= 0)
        {
            values[index] = value;
            return new JqObject(_keys, values, Count, owner);
        }

        values[Count] = value;
        var keys = _keys;
        if (_keys.IsNewest(Count, owner))
        {
            _keys.Add(key);
        }
        else
        {
            keys = _keys.Fork(Count, key, owner);
        }

        return new JqObject(keys, values, Count + 1, owner);
    }

    public JqObject Without(IReadOnlySet<string> keys)
    {
        var builder = new ObjectBuilder(Count);
        for (var i = 0; i < Count; i++)
        {
            if (!keys.Contains(_keys[i]))
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

    /// <summary>A copy that its editor may change in place, until the editor gives the token up.</summary>
    public JqObject Editable(object token) => new(_keys, Values.ToArray(), Count, token);

    public bool IsEditableBy(object token) => ReferenceEquals(_owner, token);

    /// <summary>Sets a property in place; only for the editor.</summary>
    public void Set(string key, JqValue value, object token)
    {
        var index = _keys.Find(key, Count);
        if (index >= 0)
        {
            _values[index] = value;
            return;
        }

        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(4, Count * 2));
        }

        if (_keys.IsNewest(Count, token))
        {
            _keys.Add(key);
        }
        else
        {
            _keys = _keys.Fork(Count, key, token);
        }

        _values[Count++] = value;
    }

    internal static JqObject Own(KeySet keys, JqValue[] values, int count) =>
        count == 0 ? Empty : new JqObject(keys, values, count, null);
}
