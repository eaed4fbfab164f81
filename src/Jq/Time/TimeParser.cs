namespace Pipeline.Jq.Time;

/// <summary>C's <c>strptime</c> in the C locale, as glibc reads it.</summary>
internal sealed class TimeParser(string text)
{
    private int _at;
    private long _year = 1970;
    private long _month;
    private long _day = 1;
    private long _hour;
    private long _minute;
    private long _second;
    private long? _yearDay;
    private long? _epoch;
    private long? _century;
    private bool _isTwelveHours;
    private bool _isAfternoon;
    private bool _hasDate;

    /// <summary>The time and what of the text is left over; null when the text does not fit.</summary>
    public (BrokenDownTime Time, string Left)? Parse(string format) =>
        Read(format) ? (Result(), text[_at..]) : null;

    private char Current => _at < text.Length ? text[_at] : '\0';

    private bool Read(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            if (char.IsWhiteSpace(format[i]))
            {
                SkipSpace();
                continue;
            }

            if (format[i] != '%' || i + 1 == format.Length)
            {
                if (Current != format[i] || _at >= text.Length)
                {
                    return false;
                }

                _at++;
                continue;
            }

            i++;
            i += format[i] is 'E' or 'O' or '-' or '_' or '0' && i + 1 < format.Length ? 1 : 0;
            if (!Convert(format[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Convert(char conversion) => conversion switch
    {
        'n' or 't' => SkipSpace(),
        '%' => Literal('%'),
        'a' or 'A' => TryName(TimeNames.Days, out _),
        'b' or 'B' or 'h' => TryName(TimeNames.Months, out _month) && MarkDate(),
        'c' => Read("%a %b %e %H:%M:%S %Y"),
        'D' or 'x' => Read("%m/%d/%y"),
        'F' => Read("%Y-%m-%d"),
        'T' or 'X' => Read("%H:%M:%S"),
        'R' => Read("%H:%M"),
        'r' => Read("%I:%M:%S %p"),
        'p' or 'P' => TryHalf(),
        'z' => TryOffset(),
        'Z' => SkipZone(),
        _ => TryField(conversion),
    };

    private bool TryField(char conversion)
    {
        switch (conversion)
        {
            case 'Y':
                return TryNumber(4, int.MinValue, int.MaxValue, out _year);
            case 'y':
                var fits = TryNumber(2, 0, 99, out var short_);
                _year = short_ < 69 ? 2000 + short_ : 1900 + short_;
                return fits;
            case 'C':
                fits = TryNumber(2, 0, 99, out var century);
                _century = century;
                return fits;
            case 'm':
                fits = TryNumber(2, 1, 12, out var month);
                _month = month - 1;
                return fits && MarkDate();
            case 'd' or 'e':
                return TryNumber(2, 1, 31, out _day) && MarkDate();
            case 'H' or 'k':
                _isTwelveHours = false;
                return TryNumber(2, 0, 23, out _hour);
            case 'I' or 'l':
                _isTwelveHours = true;
                return TryNumber(2, 1, 12, out _hour);
            case 'M':
                return TryNumber(2, 0, 59, out _minute);
            case 'S':
                return TryNumber(2, 0, 61, out _second);
            case 'j':
                fits = TryNumber(3, 1, 366, out var yearDay);
                _yearDay = yearDay - 1;
                return fits;
            case 's':
                fits = TryNumber(18, long.MinValue, long.MaxValue, out var epoch);
                _epoch = epoch;
                return fits;
            case 'U' or 'W' or 'V' or 'g':
                return TryNumber(2, 0, 99, out _);
            case 'u' or 'w':
                return TryNumber(1, 0, 7, out _);
            case 'G':
                return TryNumber(4, 0, 9999, out _);
            default:
                return false;
        }
    }

    private BrokenDownTime Result()
    {
        if (_epoch is { } epoch)
        {
            return BrokenDownTime.FromSeconds(epoch);
        }

        var year = _century is { } century ? (century * 100) + (((_year % 100) + 100) % 100) : _year;
        var hour = _isTwelveHours ? (_hour % 12) + (_isAfternoon ? 12 : 0) : _hour;
        var (month, day) = _yearDay is { } yearDay && !_hasDate ? (0, yearDay + 1) : (_month, _day);
        return new BrokenDownTime(year, month, day, hour, _minute, _second, 0, 0).Normalised();
    }

    private bool MarkDate() => _hasDate = true;

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
