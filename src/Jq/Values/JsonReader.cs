namespace Pipeline.Jq.Values;

/// <summary>Reads JSON from UTF-8 as jq's parser does. Holds its own stack, so depth costs no machine stack.</summary>
internal ref partial struct JsonReader(ReadOnlySpan<byte> utf8)
{
    // MAX_PARSING_DEPTH of jq's jv_parse.c.
    private const int MaxDepth = 10_000;

    private readonly ReadOnlySpan<byte> _text = utf8.StartsWith(Bom) ? utf8[3..] : utf8;
    private List<Level>? _open;
    private int _at;

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

        reader.SkipSpace();
        return reader._at == reader._text.Length ? value : throw new JqParseException("Unexpected extra JSON values");
    }

    /// <summary>Reads the next of a sequence of values from the position on, and moves it; false at the end of the text.</summary>
    public static bool TryReadAt(ReadOnlySpan<byte> utf8, ref int position, out JqValue value)
    {
        var reader = new JsonReader(utf8) { _at = position };
        var found = reader.TryRead(out value);
        position = reader._at;
        return found;
    }

    private bool TryRead(out JqValue value)
    {
        SkipSpace();
        value = default;
        if (_at == _text.Length)
        {
            return false;
        }

        while (true)
        {
            if (!TryEnter(out value))
            {
                continue;
            }

            if (!TryPlace(ref value))
            {
                CheckNext(value);
                return true;
            }
        }
    }

    /// <summary>Reads a scalar or an empty container, or opens a container: false, to go on inside it.</summary>
    private bool TryEnter(out JqValue value)
    {
        SkipSpace();
        value = default;
        if (_at == _text.Length)
        {
            throw Error("Unfinished JSON term");
        }

        switch (_text[_at])
        {
            case (byte)'[':
                return !Open(']', JqValue.EmptyArray, out value);
            case (byte)'{':
                return !Open('}', JqValue.EmptyObject, out value);
            case (byte)'"':
                value = new JqValue(ReadString());
                return true;
            case (byte)']' or (byte)'}' when _open is [.., { IsArray: true }]:
                throw Error(_text[_at] == ']' ? "Expected another array element" : "Unmatched '}'");
            case (byte)']' or (byte)'}':
                throw Error($"Unmatched '{(char)_text[_at]}'");
            default:
                value = ReadLiteral();
                return true;
        }
    }

    private bool Open(char close, JqValue empty, out JqValue value)
    {
        value = empty;
        if ((_open?.Count ?? 0) >= MaxDepth)
        {
            throw Error("Exceeds depth limit for parsing");
        }

        _at++;
        SkipSpace();
        if (_at < _text.Length && _text[_at] == close)
        {
            _at++;
            return false;
        }

        _open ??= [];
        _open.Add(close == ']' ? new Level([], default) : new Level(null, new ObjectBuilder(4), ReadKey()));
        return true;
    }

    /// <summary>Puts a finished value into its container, closing containers that end; false when it is the whole.</summary>
    private bool TryPlace(ref JqValue value)
    {
        while (_open is { Count: > 0 })
        {
            var level = _open[^1];
            level.Add(value);
            SkipSpace();
            switch (_at < _text.Length ? _text[_at] : (byte)0)
            {
                case (byte)',':
                    _at++;
                    level.Key = level.IsArray ? "" : ReadKey();
                    return true;
                case (byte)']' when level.IsArray:
                case (byte)'}' when !level.IsArray:
                    _at++;
                    _open.RemoveAt(_open.Count - 1);
                    value = level.Close();
                    break;
                default:
                    throw MissingSeparator(level);
            }
        }

        return false;
    }

    private string ReadKey()
    {
        SkipSpace();
        if (_at == _text.Length)
        {
            throw Error("Unfinished JSON term");
        }

        if (_text[_at] != '"')
        {
            throw NotAKey();
        }

        var key = ReadString();
        SkipSpace();
        if (_at == _text.Length || _text[_at] != ':')
        {
            throw _at < _text.Length && _text[_at] is not ((byte)',' or (byte)'}')
                ? MissingSeparator(new Level([], default))
                : Error(_at == _text.Length ? "Unfinished JSON term" : "Objects must consist of key:value pairs");
        }

        _at++;
        return key;
    }

    private sealed class Level(List<JqValue>? items, ObjectBuilder properties, string key = "")
    {
        private ObjectBuilder _properties = properties;

        public bool IsArray => items is not null;

        public string Key { get; set; } = key;

        public void Add(JqValue value)
        {
            if (items is null)
            {
                _properties.Set(Key, value);
            }
            else
            {
                items.Add(value);
            }
        }

        public JqValue Close() => items is null ? new(_properties.Build()) : new(JqArray.From(items));
    }
}
