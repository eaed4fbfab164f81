namespace Pipeline.Jq.Values;

/// <summary>Builds an object; setting a key again replaces its value and keeps its place, as in jq.</summary>
internal struct ObjectBuilder(int capacity)
{
    private readonly KeySet _keys = new(capacity, null);
    private JqValue[] _values = capacity == 0 ? [] : new JqValue[capacity];
    private int _count;

    public void Set(string key, JqValue value)
    {
        var index = _keys.Find(key, _count);
        if (index >= 0)
        {
            _values[index] = value;
            return;
        }

        _keys.Add(key);
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(4, _count * 2));
        }

        _values[_count++] = value;
    }

    public readonly JqObject Build() => JqObject.Own(_keys, _values, _count);
}
