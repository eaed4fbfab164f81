namespace Pipeline.Jq.Values;

/// <summary>A container that is being read.</summary>
internal sealed class JsonLevel(bool isArray)
{
    private readonly List<JqValue>? _items = isArray ? [] : null;
    private ObjectBuilder _properties = isArray ? default : new(4);

    public bool IsArray => isArray;

    /// <summary>The key whose value comes next; null when a key has to come first.</summary>
    public string? Key { get; set; }

    public bool IsEmpty { get; private set; } = true;

    public void Add(JqValue value)
    {
        IsEmpty = false;
        if (_items is not null)
        {
            _items.Add(value);
            return;
        }

        _properties.Set(Key!, value);
        Key = null;
    }

    public JqValue ToValue() => (IsEmpty, _items) switch
    {
        (true, not null) => new(JqArray.NewEmpty()),
        (true, null) => new(JqObject.NewEmpty()),
        (false, not null) => new(JqArray.From(_items)),
        _ => new(_properties.Build()),
    };
}
