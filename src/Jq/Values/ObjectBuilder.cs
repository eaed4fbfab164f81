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

    /// <summary>Sets every property of an object.</summary>
    public void SetAll(JqValue properties)
    {
        if (properties.Tape is { } tape)
        {
            var child = JsonTape.FirstChild(properties.TapeIndex);
            for (var left = properties.Count; left > 0; left--)
            {
                Set(tape.TextAt(child), tape.ValueAt(child + 1));
                child = tape.Next(child + 1);
            }

            return;
        }

        var obj = properties.Object;
        for (var i = 0; i < obj.Count; i++)
        {
            Set(obj.KeyAt(i), obj.ValueAt(i));
        }
    }

    public readonly JqObject Build() => JqObject.Own(_keys, _values, _count);
}
