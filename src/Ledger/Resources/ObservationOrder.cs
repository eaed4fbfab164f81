namespace Pipeline.Ledger.Resources;

/// <summary>
/// Where an observation of a resource stands among others: under which mapping it was mapped, and the ticket taken
/// before AWS was asked. The order is partial: a newer state under an older mapping is neither before nor after an older
/// state under a newer one, and is fetched again.
/// </summary>
/// <param name="MappingVersion">The version, <c>number-hash</c>; versions without a number are not ordered.</param>
/// <param name="Ticket">The ticket.</param>
public readonly record struct ObservationOrder(string MappingVersion, long Ticket)
{
    /// <summary>Before every observation.</summary>
    public static readonly ObservationOrder None = new(string.Empty, 0);

    /// <summary>Whether neither mapping nor ticket is older than the other's: this one may be written over it.</summary>
    public bool Covers(ObservationOrder other) =>
        Ticket >= other.Ticket && CompareVersions(MappingVersion, other.MappingVersion) >= 0;

    /// <summary>Compares the numbers of two mapping versions: negative when the first is older.</summary>
    public static int CompareVersions(string first, string second) =>
        first == second ? 0 : Number(first) is { } one && Number(second) is { } other ? one.CompareTo(other) : 0;

    private static long? Number(string version) =>
        version.IndexOf('-', StringComparison.Ordinal) is > 0 and var end
        && long.TryParse(version.AsSpan(0, end), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
