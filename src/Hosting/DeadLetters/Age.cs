using System.Globalization;

namespace Pipeline.Hosting.DeadLetters;

/// <summary>Ages as people write them: a number with s, m, h or d.</summary>
public static class Age
{
    // Nothing is kept for as long; more would overflow what it is subtracted from.
    private static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    /// <summary>How an age is written, for whoever wrote another thing.</summary>
    public const string Syntax = "a number with s, m, h or d, such as 30m";

    /// <summary>Reads an age.</summary>
    public static bool TryParse(string text, out TimeSpan age)
    {
        ArgumentNullException.ThrowIfNull(text);
        age = default;
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        if (unit == TimeSpan.Zero || number > Most / unit)
        {
            return false;
        }

        age = unit * number;
        return true;
    }

    /// <summary>Writes an age, in its two largest units.</summary>
    public static string Of(TimeSpan age) => age < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)age.TotalSeconds)}s")
        : age < TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{age.Minutes}m {age.Seconds}s")
        : age < TimeSpan.FromDays(1) ? string.Create(CultureInfo.InvariantCulture, $"{age.Hours}h {age.Minutes}m")
        : string.Create(CultureInfo.InvariantCulture, $"{age.Days}d {age.Hours}h");
}
