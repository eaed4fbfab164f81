namespace Pipeline.Jq.Time;

/// <summary>C's <c>strptime</c> in the C locale, as glibc reads it.</summary>
internal sealed partial class TimeParser(string text)
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

    private bool TryField(char conversion) => conversion switch
    {
        'Y' => TryNumber(4, int.MinValue, int.MaxValue, out _year),
        'y' => TryShortYear(),
        'C' => TryNumber(2, 0, 99, out var century) && (_century = century) >= 0,
        'm' => TryNumber(2, 1, 12, out var month) && (_month = month - 1) >= 0 && MarkDate(),
        'd' or 'e' => TryNumber(2, 1, 31, out _day) && MarkDate(),
        'H' or 'k' => TryHour(isTwelveHours: false),
        'I' or 'l' => TryHour(isTwelveHours: true),
        'M' => TryNumber(2, 0, 59, out _minute),
        'S' => TryNumber(2, 0, 61, out _second),
        'j' => TryNumber(3, 1, 366, out var yearDay) && (_yearDay = yearDay - 1) >= 0,
        's' => TryEpoch(),

        // Read and not used, as glibc does.
        'U' or 'W' or 'V' or 'g' => TryNumber(2, 0, 99, out _),
        'u' or 'w' => TryNumber(1, 0, 7, out _),
        'G' => TryNumber(4, 0, 9999, out _),
        _ => false,
    };

    private bool TryHour(bool isTwelveHours)
    {
        _isTwelveHours = isTwelveHours;
        return TryNumber(2, isTwelveHours ? 1 : 0, isTwelveHours ? 12 : 23, out _hour);
    }

    // Two digits mean 1969 to 2068.
    private bool TryShortYear()
    {
        var fits = TryNumber(2, 0, 99, out var year);
        _year = year < 69 ? 2000 + year : 1900 + year;
        return fits;
    }

    private bool TryEpoch()
    {
        var fits = TryNumber(18, long.MinValue, long.MaxValue, out var epoch);
        _epoch = epoch;
        return fits && Math.Abs((double)epoch) <= BrokenDownTime.MaxSeconds;
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
}
