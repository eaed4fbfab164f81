using Pipeline.Jq.Values;

namespace Pipeline.Jq;

public readonly partial struct JqValue
{
    /// <summary>Parses a sequence of JSON values, with white space or nothing between them, as jq reads its input.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="onValue">Gets each value as soon as it is read, also when a later one turns out to be broken.</param>
    /// <exception cref="JqParseException">The text is not JSON from some point on.</exception>
    public static void ParseSequence(ReadOnlySpan<byte> utf8Json, Action<JqValue> onValue)
    {
        ArgumentNullException.ThrowIfNull(onValue);
        var reader = new JsonReader(utf8Json);
        while (reader.TryRead(out var value))
        {
            onValue(value);
        }
    }
}
