namespace Pipeline.Jq.Values;

/// <summary>A container that is being written, and how far: one that is still a part of its document is read from there.</summary>
internal struct JsonWriterLevel
{
    private readonly JsonTape? _tape;
    private readonly JqArray? _items;
    private readonly JqObject? _properties;
    private readonly int[]? _order;
    private readonly int _count;
    private int _child;

    public JsonWriterLevel(JqValue container, bool sortKeys)
    {
        IsArray = container.IsArray;
        _count = container.Count;
        _tape = IsArray || !sortKeys ? container.Tape : null;
        if (_tape is not null)
        {
            _child = JsonTape.FirstChild(container.TapeIndex);
            return;
        }

        _items = IsArray ? container.Array : null;
        _properties = IsArray ? null : container.Object;
        _order = sortKeys ? _properties?.SortedOrder() : null;
    }

    public bool IsArray { get; }

    /// <summary>How many items were taken.</summary>
    public int Next { get; private set; }

    public readonly bool IsAtEnd => Next == _count;

    public readonly string Key => _tape is null ? _properties!.KeyAt(Place) : _tape.TextAt(_child);

    private readonly int Place => _order is null ? Next : _order[Next];

    // In a document the value of a property comes after its key.
    private readonly int ValueToken => IsArray ? _child : _child + 1;

    /// <summary>The key as jq prints it, when it stands like that in the document.</summary>
    public readonly bool TryPrintedKey(out ReadOnlySpan<byte> printed)
    {
        printed = default;
        return _tape?.TryPrinted(_child, out printed) == true;
    }

    /// <summary>The next item as jq prints it, when it stands like that in the document.</summary>
    public bool TryTakePrinted(out ReadOnlySpan<byte> printed)
    {
        printed = default;
        if (_tape?.TryPrinted(ValueToken, out printed) != true)
        {
            return false;
        }

        Skip();
        return true;
    }

    public JqValue Take()
    {
        var value = _tape?.ValueAt(ValueToken) ?? (_items is null ? _properties!.ValueAt(Place) : _items[Next]);
        Skip();
        return value;
    }

    public void Skip()
    {
        _child = _tape?.Next(ValueToken) ?? 0;
        Next++;
    }
}
