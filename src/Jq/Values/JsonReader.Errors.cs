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

    // jq takes a number or word for finished when it has read what follows, which may be an error.
    private void CheckNext(JqValue value)
    {
        if (_at == _text.Length || value.Kind is JqKind.String or JqKind.Array or JqKind.Object)
        {
            return;
        }

        switch (_text[_at])
        {
            case (byte)',':
                throw Error("Expected value before ','");
            case (byte)':':
                throw Error("Expected string key before ':'");
            case (byte)']' or (byte)'}':
                throw Error($"Unmatched '{(char)_text[_at]}'");
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
    private JqParseException Error(string problem)
    {
        if (_at == _text.Length)
        {
            return new JqParseException($"{problem} at EOF at {Place()}");
        }

        _at++;
        return new JqParseException($"{problem} at {Place()}");
    }

    private readonly string Place()
    {
        var seen = _text[.._at];
        return $"line {seen.Count((byte)'\n') + 1}, column {_at - (seen.LastIndexOf((byte)'\n') + 1)}";
    }
}
