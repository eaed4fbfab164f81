namespace Pipeline.Jq.Execution;

/// <summary>
/// Where a value came from, as a list from the leaf to the root. <see cref="Value"/> is what lies at the
/// path: a value that is not that very one has left the path, and may not be accessed further.
/// </summary>
internal sealed class Trail(Trail? parent, JqValue key, JqValue value)
{
    public Trail? Parent { get; } = parent;

    public JqValue Key { get; } = key;

    public JqValue Value { get; } = value;

    /// <summary>How many keys the path has.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    public static Trail Root(JqValue value) => new(null, default, value);

    public Trail Append(JqValue key, JqValue value) => new(this, key, value);

    public JqValue ToValue()
    {
        var keys = new JqValue[Depth];
        var place = this;
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            keys[i] = place!.Key;
            place = place.Parent;
        }

        return new(Values.JqArray.Own(keys));
    }
}
