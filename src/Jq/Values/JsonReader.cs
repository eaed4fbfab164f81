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

    private void Structure(char sign)
    {
        switch (sign)
        {
            case '[' or '{':
                Open(sign == '[');
                break;
            case ':':
                Name();
                break;
            case ',':
                Separate();
                break;
            default:
                Close(sign);
                break;
        }
    }

    private void Open(bool isArray)
    {
        if (_depth >= MaxDepth)
        {
            throw ErrorHere("Exceeds depth limit for parsing");
        }

        if (_hasNext)
        {
            throw ErrorHere("Expected separator between values");
        }

        (_open ??= []).Add(new JsonLevel(isArray));
        _depth++;
    }

    private void Name()
    {
        if (!_hasNext)
        {
            throw ErrorHere("Expected string key before ':'");
        }

        if (_open is not [.., { IsArray: false, Key: null } level])
        {
            throw ErrorHere("':' not as part of an object");
        }

        if (!_next.IsString)
        {
            throw ErrorHere("Object keys must be strings");
        }

        if (_depth >= MaxDepth)
        {
            throw ErrorHere("Exceeds depth limit for parsing");
        }

        (level.Key, _hasNext) = (_next.Text, false);
        _depth++;
    }

    private void Separate()
    {
        if (!_hasNext)
        {
            throw ErrorHere("Expected value before ','");
        }

        if (_open![^1] is { IsArray: false, Key: null })
        {
            throw ErrorHere("Objects must consist of key:value pairs");
        }

        Add(_open[^1]);
    }

    private void Close(char sign)
    {
        var level = _open is [.., var last] ? last : null;
        if (level is null || (sign == ']' && !level.IsArray))
        {
            throw ErrorHere($"Unmatched '{sign}'");
        }

        if (_hasNext)
        {
            if (sign == '}' && level.Key is null)
            {
                throw ErrorHere("Objects must consist of key:value pairs");
            }

            Add(level);
        }
        else if (sign == '}' && (level.IsArray || level.Key is not null))
        {
            throw ErrorHere("Unmatched '}'");
        }
        else if (!level.IsEmpty)
        {
            throw ErrorHere(sign == ']' ? "Expected another array element" : "Expected another key-value pair");
        }

        _open!.RemoveAt(_open.Count - 1);
        _depth--;
        (_next, _hasNext) = (level.ToValue(), true);
    }

    private void Add(JsonLevel level)
    {
        _depth -= level.Key is null ? 0 : 1;
        level.Add(_next);
        _hasNext = false;
    }
}
