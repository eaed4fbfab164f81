using System.Text;

namespace Pipeline.Jq.Values;

/// <summary>Reads JSON from UTF-8 as jq's parser does. Holds its own stack, so depth costs no machine stack.</summary>
internal ref struct JsonReader(ReadOnlySpan<byte> utf8)
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

    /// <summary>Reads the next of a sequence of values; false at the end of the text.</summary>
    public bool TryRead(out JqValue value)
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

    private JqParseException MissingSeparator(Level level)
    {
        if (_at == _text.Length)
        {
            return Error("Unfinished JSON term");
        }

        switch (_text[_at])
        {
            case (byte)']' or (byte)'}':
                return Error($"Unmatched '{(char)_text[_at]}'");
            case (byte)':':
                return Error(level.IsArray ? "':' not as part of an object" : "Objects must consist of key:value pairs");
            case (byte)'[' or (byte)'{':
                return Error("Expected separator between values");
            case (byte)'"':
                ReadString();
                _at--;
                return Error("Expected separator between values");
            default:
                ReadLiteral();
                return Error("Expected separator between values");
        }
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

    private JqParseException NotAKey()
    {
        switch (_text[_at])
        {
            case (byte)'}':
                return Error("Expected another key-value pair");
            case (byte)'[' or (byte)'{' or (byte)']' or (byte)':' or (byte)',':
                return Error("Object keys must be strings");
            default:
                ReadLiteral();
                return Error("Object keys must be strings");
        }
    }

    private string ReadString()
    {
        var start = ++_at;
        while (true)
        {
            var stop = _text[_at..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                _at = _text.Length;
                throw Error("Unfinished string");
            }

            _at += stop;
            if (_text[_at] == '"')
            {
                return Unescape(start, _at++);
            }

            _at = Math.Min(_at + 2, _text.Length);
        }
    }

    private readonly string Unescape(int start, int end)
    {
        var raw = _text[start..end];
        var text = Encoding.UTF8.GetString(raw);
        if (!raw.Contains((byte)'\\'))
        {
            return text;
        }

        var problem = JsonEscapes.TryUnescape(text, out var result);
        return problem is null ? result : throw Error(problem);
    }

    private JqValue ReadLiteral()
    {
        var start = _at;
        while (_at < _text.Length && IsTokenByte(_text[_at]))
        {
            _at++;
        }

        var token = _text[start.._at];
        if (NumberReader.TryRead(token, out var value) || TryReadWord(token, out value))
        {
            return value;
        }

        throw Error(token.Length == 0 ? "Expected value"
            : token[0] == '\'' ? "Invalid string literal; expected \", but got '"
            : token.Length is 4 or 5 && token[0] is (byte)'t' or (byte)'f' || token is [(byte)'n', (byte)'u', ..] or [(byte)'t', ..] or [(byte)'f', ..] ? "Invalid literal" : "Invalid numeric literal");
    }

    private static bool TryReadWord(ReadOnlySpan<byte> token, out JqValue value)
    {
        value = token switch
        {
            _ when token.SequenceEqual("true"u8) => JqValue.True,
            _ when token.SequenceEqual("false"u8) => JqValue.False,
            _ => JqValue.Null,
        };
        return !value.IsNull || token.SequenceEqual("null"u8);
    }

    private static bool IsTokenByte(byte b) =>
        b is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'"' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}'
            or (byte)':' or (byte)',');

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    // jq names the place where it noticed: the byte after the token, counted from the line's start.
    private readonly JqParseException Error(string problem)
    {
        var seen = _text[.._at];
        var line = seen.Count((byte)'\n') + 1;
        var column = _at - (seen.LastIndexOf((byte)'\n') + 1) + (_at < _text.Length ? 1 : 0);
        return new JqParseException($"{problem} at {(_at < _text.Length ? "" : "EOF at ")}line {line}, column {column}");
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
