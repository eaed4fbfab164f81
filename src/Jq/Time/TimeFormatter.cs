using System.Globalization;
using System.Text;

namespace Pipeline.Jq.Time;

/// <summary>C's <c>strftime</c> in the C locale.</summary>
internal sealed class TimeFormatter(BrokenDownTime time, string zoneName, TimeSpan zoneOffset)
{
    private readonly StringBuilder _output = new();

    /// <summary>The text; null when the format has a conversion that does not exist.</summary>
    public string? Format(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                _output.Append(format[i]);
                continue;
            }

            i++;
            var flag = format[i] is '-' or '_' or '0' or '^' && i + 1 < format.Length ? format[i++] : '\0';
            i += format[i] is 'E' or 'O' && i + 1 < format.Length ? 1 : 0;
            if (!Convert(format[i], flag))
            {
                return null;
            }
        }

        return _output.ToString();
    }

    private bool Convert(char conversion, char flag)
    {
        switch (conversion)
        {
            case 'a' or 'A' or 'b' or 'B' or 'h' or 'p' or 'P' or 'Z':
                Name(conversion, flag);
                return true;
            case 'c':
                return Compose("%a %b %e %H:%M:%S %Y");
            case 'D' or 'x':
                return Compose("%m/%d/%y");
            case 'F':
                return Compose("%Y-%m-%d");
            case 'r':
                return Compose("%I:%M:%S %p");
            case 'R':
                return Compose("%H:%M");
            case 'T' or 'X':
                return Compose("%H:%M:%S");
            case 'n' or 't' or '%':
                _output.Append(conversion == 'n' ? '\n' : conversion == 't' ? '\t' : '%');
                return true;
            case 'z':
                Offset();
                return true;
            default:
                return Number(conversion, flag);
        }
    }

    private bool Compose(string format)
    {
        _output.Append(new TimeFormatter(time, zoneName, zoneOffset).Format(format));
        return true;
    }

    private void Name(char conversion, char flag)
    {
        var name = conversion switch
        {
            'a' => NameAt(TimeNames.Days, time.Weekday, 3),
            'A' => NameAt(TimeNames.Days, time.Weekday, int.MaxValue),
            'b' or 'h' => NameAt(TimeNames.Months, time.Month, 3),
            'B' => NameAt(TimeNames.Months, time.Month, int.MaxValue),
            'p' => time.Hour >= 12 ? "PM" : "AM",
            'P' => time.Hour >= 12 ? "pm" : "am",
            _ => zoneName,
        };
        _output.Append(flag == '^' ? name.ToUpperInvariant() : name);
    }

    private bool Number(char conversion, char flag)
    {
        // As in C, which takes twelve off once: a time of day beyond 24 hours stays as it is otherwise.
        var hour = time.Hour > 12 ? time.Hour - 12 : time.Hour == 0 ? 12 : time.Hour;
        (long Value, int Width, char Fill)? number = conversion switch
        {
            'd' => (time.Day, 2, '0'),
            'e' => (time.Day, 2, ' '),
            'H' => (time.Hour, 2, '0'),
            'k' => (time.Hour, 2, ' '),
            'I' => (hour, 2, '0'),
            'l' => (hour, 2, ' '),
            'j' => (time.YearDay + 1, 3, '0'),
            'm' => (time.Month + 1, 2, '0'),
            'M' => (time.Minute, 2, '0'),
            'S' => ((long)time.Second, 2, '0'),
            's' => (time.ToSeconds() - (long)zoneOffset.TotalSeconds, 1, '0'),
            'u' => (time.Weekday == 0 ? 7 : time.Weekday, 1, '0'),
            'w' => (time.Weekday, 1, '0'),
            'U' => ((time.YearDay + 7 - time.Weekday) / 7, 2, '0'),
            'W' => ((time.YearDay + 7 - ((time.Weekday + 6) % 7)) / 7, 2, '0'),
            'V' => (IsoWeek().Week, 2, '0'),
            'G' => (IsoWeek().Year, 4, '0'),
            'g' => (IsoWeek().Year % 100, 2, '0'),
            'Y' => (time.Year, 4, '0'),
            'y' => (((time.Year % 100) + 100) % 100, 2, '0'),
            'C' => (time.Year / 100, 2, '0'),
            _ => null,
        };
        if (number is not { } known)
        {
            return false;
        }

        var text = known.Value.ToString(CultureInfo.InvariantCulture);
        var fill = flag == '_' ? ' ' : flag == '0' ? '0' : known.Fill;
        _output.Append(flag == '-' ? text : text[0] == '-' && fill == '0' ? $"-{text[1..].PadLeft(known.Width - 1, '0')}" : text.PadLeft(known.Width, fill));
        return true;
    }

    private void Offset()
    {
        var minutes = (int)Math.Abs(zoneOffset.TotalMinutes);
        _output.Append(CultureInfo.InvariantCulture, $"{(zoneOffset < TimeSpan.Zero ? '-' : '+')}{minutes / 60:00}{minutes % 60:00}");
    }

    // The ISO week belongs to the year that its Thursday lies in.
    private (long Year, int Week) IsoWeek()
    {
        var thursday = time.YearDay - ((time.Weekday + 6) % 7) + 3;
        if (thursday < 0)
        {
            return (time.Year - 1, ((thursday + DaysIn(time.Year - 1)) / 7) + 1);
        }

        return thursday >= DaysIn(time.Year) ? (time.Year + 1, 1) : (time.Year, (thursday / 7) + 1);
    }

    private static int DaysIn(long year) => (int)(BrokenDownTime.DaysBefore(year + 1, 0, 1) - BrokenDownTime.DaysBefore(year, 0, 1));

    private static string NameAt(string[] names, long index, int length)
    {
        if (index < 0 || index >= names.Length)
        {
            return "?";
        }

        return names[index].Length <= length ? names[index] : names[index][..length];
    }
}
