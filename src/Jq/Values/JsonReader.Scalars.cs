namespace Pipeline.Jq.Values;

/// <summary>Strings, numbers and words.</summary>
internal ref partial struct JsonReader
{
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
                return Unescape(start, ++_at - 1);
            }

            _at = Math.Min(_at + 2, _text.Length);
        }
    }

    private readonly string Unescape(int start, int end)
    {
        var raw = _text[start..end];
        var text = Utf8Text.Decode(raw);
        if (raw.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0 && !raw.Contains((byte)'\\'))
        {
            return text;
        }

        var problem = JsonEscapes.TryUnescape(text, out var result);
        return problem is null ? result : throw ErrorHere(problem);
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

        throw Error(token[0] == '\'' ? "Invalid string literal; expected \", but got '"
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
}
