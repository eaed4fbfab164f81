using System.Globalization;

namespace Pipeline.Aws.Text;

/// <summary>A point in time as AWS sent it: what the clock showed, to the microsecond, and its offset if it had one.</summary>
internal readonly record struct Timestamp(DateTime Clock, TimeSpan? Offset)
{
    public DateTime Utc => Clock - (Offset ?? TimeSpan.Zero);

    /// <summary>
    /// Reads seconds since the epoch as Python does: whole part and fraction apart, the fraction rounded half to even.
    /// </summary>
    public static Timestamp? FromEpoch(double seconds)
    {
        // Year 1 to 9999, which is what Python's datetime can hold too.
        if (seconds is not (>= -62_135_596_800 and < 253_402_300_800))
        {
            return null;
        }

        var whole = Math.Truncate(seconds);
        var microseconds = Math.Round((seconds - whole) * 1e6, MidpointRounding.ToEven);
        var ticks = ((long)whole * TimeSpan.TicksPerSecond) + ((long)microseconds * TimeSpan.TicksPerMicrosecond);
        return new Timestamp(DateTime.UnixEpoch.AddTicks(ticks), TimeSpan.Zero);
    }

    /// <summary>Reads an epoch in digits, ISO 8601 or an HTTP date.</summary>
    public static Timestamp? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return FromEpoch(seconds);
        }

        return IsoTimestamp.Parse(text) ?? ParseHttpDate(text);
    }

    /// <summary><c>str(datetime)</c> of Python.</summary>
    public string ToPythonText()
    {
        var text = Clock.ToString(HasFraction ? "yyyy-MM-dd HH:mm:ss.ffffff" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return Offset is { } offset
            ? string.Create(CultureInfo.InvariantCulture, $"{text}{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}")
            : text;
    }

    /// <summary>ISO 8601 in UTC with as many digits of a second as are needed.</summary>
    public string ToIsoText() => Utc.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "Z";

    /// <summary>What a request carries: <c>iso8601</c>, <c>unixTimestamp</c> or <c>rfc822</c>.</summary>
    public string ToWireText(string format) => format.ToLowerInvariant() switch
    {
        "iso8601" => Utc.ToString(HasFraction ? "yyyy-MM-ddTHH:mm:ss.ffffff" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "Z",
        "unixtimestamp" => ToEpochSeconds().ToString(CultureInfo.InvariantCulture),
        "rfc822" => Utc.ToString("r", CultureInfo.InvariantCulture),
        _ => throw new InvalidDataException($"The model has the unknown timestamp format '{format}'."),
    };

    public long ToEpochSeconds() => (Utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    private bool HasFraction => Clock.Ticks % TimeSpan.TicksPerSecond != 0;

    private static Timestamp? ParseHttpDate(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? new Timestamp(DateTime.SpecifyKind(date.DateTime, DateTimeKind.Unspecified), date.Offset)
            : null;
}
