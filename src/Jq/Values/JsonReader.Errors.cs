namespace Pipeline.Jq.Values;

/// <summary>Where something is wrong: after the character at which jq notices it.</summary>
internal ref partial struct JsonReader
{
    /// <summary>A fault that shows at the next character, or at the end of the text.</summary>
    private JqParseException Error(string problem)
    {
        if (_at == _text.Length)
        {
            return new JqParseException($"{problem} at EOF at {Place()}");
        }

        _at++;
        return ErrorHere(problem);
    }

    /// <summary>A fault that shows at the character just read.</summary>
    private readonly JqParseException ErrorHere(string problem) => new($"{problem} at {Place()}");

    private readonly string Place()
    {
        var seen = _text[.._at];
        return $"line {seen.Count((byte)'\n') + 1}, column {_at - (seen.LastIndexOf((byte)'\n') + 1)}";
    }
}
