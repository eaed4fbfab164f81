using System.Globalization;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds;

/// <summary>Moments of the last years, in the forms AWS writes them.</summary>
internal static class Timestamps
{
    private static readonly DateTimeOffset Start = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Iso(Dice dice) =>
        Moment(dice).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(Dice dice) => Start.AddMilliseconds(dice.Next() % 157_000_000_000UL);
}
