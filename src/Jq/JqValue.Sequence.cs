using Pipeline.Jq.Values;

namespace Pipeline.Jq;

public readonly partial struct JqValue
{
    /// <summary>
    /// Reads a sequence of JSON values, with white space or nothing between them, as jq reads its input: each when
    /// it is asked for, also when a later one turns out to be broken.
    /// </summary>
    /// <param name="utf8Json">The text; it may be reused when the last value was read.</param>
    /// <exception cref="JqParseException">Thrown by the enumerator where the text is not JSON.</exception>
    public static IEnumerable<JqValue> ParseSequence(ReadOnlyMemory<byte> utf8Json)
    {
        var position = 0;
        while (JsonReader.TryReadAt(utf8Json.Span, ref position, out var value))
        {
            yield return value;
        }
    }
}
