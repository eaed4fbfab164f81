namespace Pipeline.Jq.Time;

/// <summary>The pieces that conversions are made of.</summary>
internal sealed partial class TimeParser
{
    private bool Literal(char expected)
    {
        if (Current != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool SkipSpace()
    {
        while (char.IsWhiteSpace(Current))
        {
            _at++;
        }

        return true;
    }

    // The name of a zone says nothing that could be relied on.
    private bool SkipZone()
    {
        SkipSpace();
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(Current))
        {
            _at++;
        }

        return _at > start;
    }

    private bool TryName(string[] names, out long index)
    {
        SkipSpace();
        for (index = 0; index < names.Length; index++)
        {
            foreach (var name in (ReadOnlySpan<string>)[names[index], names[index][..3]])
            {
                if (text.AsSpan(_at).StartsWith(name, StringComparison.OrdinalIgnoreCase))
                {
                    _at += name.Length;
                    return true;
                }
            }
        }

        return false;
    }

    private bool TryHalf()
    {
        SkipSpace();
        if (!text.AsSpan(_at).StartsWith("AM", StringComparison.OrdinalIgnoreCase) && !text.AsSpan(_at).StartsWith("PM", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _isAfternoon = char.ToUpperInvariant(Current) == 'P';
        _at += 2;
        return true;
    }

    // Read and not applied: struct tm has no use for it in mktime.
    private bool TryOffset()
    {
        SkipSpace();
        if (Current is 'Z' or 'z')
        {
            _at++;
            return true;
        }

        if (Current is not ('+' or '-'))
        {
            return false;
        }

        _at++;
        if (!TryNumber(2, 0, 14, out _))
        {
            return false;
        }

        _at += Current == ':' ? 1 : 0;
        return !char.IsAsciiDigit(Current) || TryNumber(2, 0, 59, out _);
    }

    private bool TryNumber(int digits, long minimum, long maximum, out long value)
    {
        SkipSpace();
        value = 0;
        var negative = minimum < 0 && Current == '-';
        _at += negative || (minimum < 0 && Current == '+') ? 1 : 0;
        var start = _at;
        while (_at - start < digits && char.IsAsciiDigit(Current))
        {
            value = (value * 10) + (Current - '0');
            _at++;
        }

        value = negative ? -value : value;
        return _at > start && value >= minimum && value <= maximum;
    }
}
