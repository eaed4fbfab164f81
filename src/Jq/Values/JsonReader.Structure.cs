namespace Pipeline.Jq.Values;

/// <summary>What opens, separates and closes arrays and objects.</summary>
internal ref partial struct JsonReader
{
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
