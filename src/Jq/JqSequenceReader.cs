using Pipeline.Jq.Values;

namespace Pipeline.Jq;

/// <summary>
/// Reads a sequence of JSON values, with white space or nothing between them, as jq reads its input: each when it
/// is asked for, also when a later one turns out to be broken.
/// </summary>
/// <param name="utf8Json">The text; it may be reused when the last value was read.</param>
public sealed class JqSequenceReader(ReadOnlyMemory<byte> utf8Json)
{
    private int _position;
    private int _counted;
    private long _lines;

    /// <summary>
    /// How many line ends jq has read at this point, which it does line by line: what <c>input_line_number</c> gives.
    /// </summary>
    public long LinesRead
    {
        get
        {
            var text = utf8Json.Span;
            var end = text[Math.Max(0, _position - 1)..].IndexOf((byte)'\n');
            var read = _position == 0 ? 0 : end < 0 ? text.Length : _position + end;
            if (read > _counted)
            {
                _lines += text[_counted..read].Count((byte)'\n');
                _counted = read;
            }

            return _lines;
        }
    }

    /// <summary>Reads the next value; false at the end of the text.</summary>
    /// <exception cref="JqParseException">The text is not JSON from here on.</exception>
    public bool TryRead(out JqValue value) => JsonReader.TryReadAt(utf8Json.Span, ref _position, out value);
}
