namespace Pipeline.Jq.Values;

/// <summary>
/// Reads JSON from UTF-8 as jq's parser does, down to what it says of faulty text and when. Holds its own stack, so
/// depth costs no machine stack.
/// </summary>
internal ref partial struct JsonReader(ReadOnlySpan<byte> utf8)
{
    // MAX_PARSING_DEPTH of jq's jv_parse.c, which counts an open property like an open container.
    private const int MaxDepth = 10_000;

    private readonly ReadOnlySpan<byte> _text = utf8.StartsWith(Bom) ? utf8[3..] : utf8;

    // Text that begins like a byte order mark must have the rest of it.
    private readonly bool _hasBrokenMark = utf8.StartsWith(Bom[..1]) && !utf8.StartsWith(Bom);
    private List<JsonLevel>? _open;
    private int _depth;
    private int _at;
    private JqValue _next;
    private bool _hasNext;

    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses one value; returns jq's message when the text is not one.</summary>
    public static string? TryParse(ReadOnlySpan<byte> utf8, out JqValue value)
    {
        value = default;
        try
        {
            value = ParseSingle(utf8);
            return null;
        }
        catch (JqParseException exception)
        {
            return exception.Message;
        }
    }

    public static JqValue ParseSingle(ReadOnlySpan<byte> utf8)
    {
        var reader = new JsonReader(utf8);
        if (!reader.TryRead(out var value))
        {
            throw new JqParseException("Expected JSON value");
        }

        return !reader.TryRead(out _) ? value : throw new JqParseException("Unexpected extra JSON values");
    }

    /// <summary>Reads the next of a sequence of values from the position on, and moves it; false at the end of the text.</summary>
    public static bool TryReadAt(ReadOnlySpan<byte> utf8, ref int position, out JqValue value)
    {
        var reader = new JsonReader(utf8) { _at = position };
        try
        {
            var found = reader.TryRead(out value);
            position = reader._at;
            return found;
        }
        catch (JqParseException)
        {
            // There is no going on after broken text.
            position = reader._text.Length;
            throw;
        }
    }

    private bool TryRead(out JqValue value)
    {
        if (_at == 0 && _hasBrokenMark)
        {
            throw new JqParseException("Malformed BOM");
        }

        while (!IsComplete(out value))
        {
            SkipSpace();
            if (_at == _text.Length)
            {
                return _depth == 0 ? false : throw Error("Unfinished JSON term");
            }

            switch (_text[_at])
            {
                case (byte)'"':
                    Put(new JqValue(ReadString()));
                    break;
                case (byte)'[' or (byte)'{' or (byte)']' or (byte)'}' or (byte)':' or (byte)',':
                    _at++;
                    Structure((char)_text[_at - 1]);
                    break;
                default:
                    ReadWord();
                    break;
            }
        }

        return true;
    }

    private bool IsComplete(out JqValue value)
    {
        value = _next;
        var complete = _hasNext && _depth == 0;
        _hasNext &= !complete;
        return complete;
    }

    // A number or word is finished when the character after it was read. Its faults are found there, and a fault
    // of that character comes before the value.
    private void ReadWord()
    {
        var value = ReadLiteral();
        if (_hasNext)
        {
            throw Error("Expected separator between values");
        }

        (_next, _hasNext) = (value, true);
        if (_depth == 0 && _at < _text.Length && _text[_at] is (byte)']' or (byte)'}' or (byte)':' or (byte)',')
        {
            _hasNext = false;
            _at++;
            Structure((char)_text[_at - 1]);
        }
    }

    private void Put(JqValue value)
    {
        if (_hasNext)
        {
            throw ErrorHere("Expected separator between values");
        }

        (_next, _hasNext) = (value, true);
    }
}
