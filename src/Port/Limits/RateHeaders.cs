using System.Globalization;
using System.Net.Http.Headers;

namespace Pipeline.Port;

/// <summary>What one answer says of the rate limit. Times are from the moment of the answer.</summary>
/// <param name="Limit">Requests allowed in a period.</param>
/// <param name="Remaining">Requests left in it.</param>
/// <param name="ResetsIn">Time until the period ends.</param>
/// <param name="Period">Length of a period.</param>
internal readonly record struct RateHeaders(int? Limit, int? Remaining, TimeSpan? ResetsIn, TimeSpan? Period)
{
    /// <summary>Numbers up to here are seconds to wait, larger ones a point in time in epoch seconds.</summary>
    private const long LargestSeconds = 10_000;

    /// <summary>A Date has whole seconds, so smaller differences say nothing.</summary>
    private static readonly TimeSpan s_smallestClockSkew = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_largestClockSkew = TimeSpan.FromDays(1);

    public static RateHeaders Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var serverNow = ServerTime(headers, now);
        return new RateHeaders(
            Number(headers, "x-ratelimit-limit"),
            Number(headers, "x-ratelimit-remaining"),
            Wait(First(headers, "x-ratelimit-reset"), serverNow),
            Number(headers, "x-ratelimit-period") is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <summary>How long this answer asks to wait before the next request; null when it does not say.</summary>
    public static TimeSpan? ReadRetryAfter(HttpResponseHeaders headers, DateTimeOffset now) =>
        Wait(First(headers, "Retry-After"), ServerTime(headers, now));

    /// <summary>Seconds, epoch seconds or a date; null when it is none of these. Never negative.</summary>
    public static TimeSpan? Wait(string? value, DateTimeOffset now)
    {
        if (value is null)
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            var seconds = number <= LargestSeconds ? number : number - (now.ToUnixTimeMilliseconds() / 1000.0);
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(365).TotalSeconds));
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Max(0, (date - now).Ticks))
            : null;
    }

    // A point in time is Port's; its own Date makes the wait right whatever our clock says.
    private static DateTimeOffset ServerTime(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.Date is { } date && (date - now).Duration() is var skew && skew > s_smallestClockSkew && skew < s_largestClockSkew
            ? date
            : now;

    private static int? Number(HttpResponseHeaders headers, string name) =>
        int.TryParse(First(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? First(HttpResponseHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }

        foreach (var value in values)
        {
            return value.Trim();
        }

        return null;
    }
}
