namespace Pipeline.Jq.Values;

/// <summary>What is wrong with a text, in jq's words.</summary>
internal ref partial struct JsonReader
{
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

    // jq names the place where it noticed: the byte after the token, counted from the line's start.
    private readonly JqParseException Error(string problem)
    {
        var seen = _text[.._at];
        var line = seen.Count((byte)'\n') + 1;
        var column = _at - (seen.LastIndexOf((byte)'\n') + 1) + (_at < _text.Length ? 1 : 0);
        return new JqParseException($"{problem} at {(_at < _text.Length ? "" : "EOF at ")}line {line}, column {column}");
    }
}
