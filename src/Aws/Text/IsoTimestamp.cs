namespace Pipeline.Aws.Text;

/// <summary>
/// Reads ISO 8601 as AWS services write it: with or without time, seconds, fraction of any length, offset. Digits
/// beyond the microsecond are cut off, as Python's dateutil does.
/// </summary>
internal static class IsoTimestamp
{
    public static Timestamp? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        if (text.Length == 10)
        {
            return new Timestamp(date, null);
        }

        return text[10] is 'T' or 't' or ' ' ? ParseTime(date, text[11..]) : null;
    }

    private static Timestamp? ParseTime(DateTime date, ReadOnlySpan<char> text)
    {
        var zone = text.IndexOfAny("Zz+-");
        var time = (zone < 0 ? text : text[..zone]).TrimEnd();
        if (!TryParseClock(time, out var ticks) || !TryParseOffset(zone < 0 ? [] : text[zone..], out var offset))
        {
            return null;
        }

        return new Timestamp(date.AddTicks(ticks), offset);
    }

    private static bool TryParseClock(ReadOnlySpan<char> time, out long ticks)
    {
        ticks = 0;
        var second = 0;
        if (time.Length < 5 || time[2] != ':' || !Number(time[..2], out var hour) || !Number(time[3..5], out var minute)
            || (time.Length > 5 && (time.Length < 8 || time[5] != ':' || !Number(time[6..8], out second)))
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        ticks = new TimeSpan(hour, minute, second).Ticks;
        return time.Length <= 8 || TryAddFraction(time[8..], ref ticks);
    }

    private static bool TryAddFraction(ReadOnlySpan<char> fraction, ref long ticks)
    {
        if (fraction[0] is not ('.' or ',') || fraction.Length == 1)
        {
            return false;
        }

        var microseconds = 0;
        for (var digit = 1; digit <= 6; digit++)
        {
            var value = digit < fraction.Length ? fraction[digit] - '0' : 0;
            if (value is < 0 or > 9)
            {
                return false;
            }

            microseconds = (microseconds * 10) + value;
        }

        ticks += microseconds * TimeSpan.TicksPerMicrosecond;
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> zone, out TimeSpan? offset)
    {
        offset = null;
        if (zone.IsEmpty)
        {
            return true;
        }

        if (zone is "Z" or "z")
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var minutes = 0;
        var digits = zone[1..];
        var minuteText = digits.Length == 5 && digits[2] == ':' ? digits[3..] : digits.Length == 4 ? digits[2..] : [];
        if (digits.Length is not (2 or 4 or 5) || !Number(digits[..2], out var hours)
            || (digits.Length > 2 && !Number(minuteText, out minutes)))
        {
            return false;
        }

        var size = new TimeSpan(hours, minutes, 0);
        offset = zone[0] == '-' ? -size : size;
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return !digits.IsEmpty;
    }
}
