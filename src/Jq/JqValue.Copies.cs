using Pipeline.Jq.Values;

namespace Pipeline.Jq;

/// <summary>Copies with a change.</summary>
public readonly partial struct JqValue
{
    /// <summary>A copy of an object (or of null) with the key set to the value.</summary>
    /// <exception cref="InvalidOperationException">The value is neither an object nor null.</exception>
    public JqValue With(string key, JqValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Kind switch
        {
            JqKind.Null => new(JqObject.Empty.With(key, value, null)),
            JqKind.Object => new(Object.With(key, value, null)),
            _ => throw NotA(JqKind.Object),
        };
    }

    /// <summary>A copy of an object without the key; any other value is returned as it is.</summary>
    public JqValue Without(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsObject ? new(Object.Without(new HashSet<string>(StringComparer.Ordinal) { key })) : this;
    }
}
