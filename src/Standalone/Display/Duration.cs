using System.Globalization;

namespace Pipeline.Standalone.Display;

/// <summary>A duration in words.</summary>
internal static class Duration
{
    public static string Of(TimeSpan duration) => duration < TimeSpan.FromMinutes(1)
        ? duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s"
        : duration.ToString(duration < TimeSpan.FromHours(1) ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
