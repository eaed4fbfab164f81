using Pipeline.Jq.Values;

namespace Pipeline.Jq.Time;

/// <summary>
/// A date and time in parts, as C's <c>struct tm</c>: month from 0, weekday from Sunday, day of the year from 0.
/// Parts may be out of their ranges until they are normalised.
/// </summary>
internal sealed record BrokenDownTime(
    long Year, long Month, long Day, long Hour, long Minute, double Second, int Weekday, int YearDay)
{
    // C counts the years from 1900 in an int: this is a little less than what it holds.
    public const double MaxSeconds = 6.7768e16;

    private const long SecondsPerDay = 86_400;

    public static BrokenDownTime FromSeconds(double seconds)
    {
        var whole = double.IsNaN(seconds) ? 0 : (long)seconds;
        var days = Math.DivRem(whole, SecondsPerDay, out var rest);
        if (rest < 0)
        {
            (days, rest) = (days - 1, rest + SecondsPerDay);
        }

        var (year, month, day) = CivilDate(days);
        var second = (rest % 60) + (seconds - Math.Floor(seconds));
        return new BrokenDownTime(year, month, day, rest / 3600, rest / 60 % 60, second, WeekdayOf(days), (int)(days - DaysBefore(year, 0, 1)));
    }

    /// <summary>Seconds since 1970, taking the parts as UTC and parts out of range as overflowing into the next.</summary>
    public long ToSeconds() =>
        (DaysBefore(Year, Month, Day) * SecondsPerDay) + (Hour * 3600) + (Minute * 60) + (long)Second;

    public BrokenDownTime Normalised() => FromSeconds(ToSeconds());

    /// <summary>Reads jq's array of parts; null when an item is not a number. Missing ones are zero.</summary>
    public static BrokenDownTime? FromValue(JqValue parts)
    {
        Span<double> numbers = stackalloc double[8];
        numbers.Clear();

        // C counts years from 1900, and so from there when there is none.
        numbers[0] = 1900;
        for (var i = 0; i < Math.Min(parts.Count, numbers.Length); i++)
        {
            var part = parts.Array[i];
            if (!part.IsNumber || !(Math.Abs(part.Number) <= int.MaxValue))
            {
                return null;
            }

            numbers[i] = part.Number;
        }

        return new BrokenDownTime(
            (long)numbers[0], (long)numbers[1], (long)numbers[2], (long)numbers[3], (long)numbers[4], numbers[5], (int)numbers[6], (int)numbers[7]);
    }

    public JqValue ToValue() => new(JqArray.Own(
    [
        JqValue.FromNumber(Year), JqValue.FromNumber(Month), JqValue.FromNumber(Day), JqValue.FromNumber(Hour),
        JqValue.FromNumber(Minute), JqValue.FromNumber(Second), JqValue.FromNumber(Weekday), JqValue.FromNumber(YearDay),
    ]));

    /// <summary>Days from 1970-01-01 to the date, in the proleptic Gregorian calendar.</summary>
    public static long DaysBefore(long year, long month, long day)
    {
        var years = Math.DivRem(month, 12, out month);
        year += month < 0 ? years - 1 : years;
        month += month < 0 ? 12 : 0;

        // Years that begin in March keep the leap day at their end.
        var shifted = month < 2 ? year - 1 : year;
        var era = Math.DivRem(shifted, 400, out var yearOfEra);
        (era, yearOfEra) = yearOfEra < 0 ? (era - 1, yearOfEra + 400) : (era, yearOfEra);
        var dayOfYear = ((153 * ((month + 10) % 12)) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468 + day - 1;
    }

    private static (long Year, long Month, long Day) CivilDate(long days)
    {
        days += 719_468;
        var era = Math.DivRem(days, 146_097, out var dayOfEra);
        (era, dayOfEra) = dayOfEra < 0 ? (era - 1, dayOfEra + 146_097) : (era, dayOfEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1;
        var month = (shiftedMonth + 2) % 12;
        return ((era * 400) + yearOfEra + (month < 2 ? 1 : 0), month, day);
    }

    // 1970-01-01 was a Thursday.
    private static int WeekdayOf(long days) => (int)((((days + 4) % 7) + 7) % 7);
}
