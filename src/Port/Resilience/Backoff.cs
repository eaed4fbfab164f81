namespace Pipeline.Port;

/// <summary>How long to wait before sending again.</summary>
internal static class Backoff
{
    /// <summary>No wait that Port asks for is longer (what Port's own client does).</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(300);

    /// <summary>Longest wait of our own choosing (Port API reference, "rate limits").</summary>
    private const double LongestSeconds = 32;

    /// <summary>The same where Port answers others: then it is not spared by waiting.</summary>
    private const double LongestSecondsOfOne = 8;
    private const double FirstSeconds = 0.5;
    private const int LargestExponent = 10;

    /// <summary>Doubles with each attempt, from 1 on; the upper half is left to chance so that callers do not move together.</summary>
    public static TimeSpan Delay(int attempt, double chance, bool isAlone = false)
    {
        var exponent = Math.Clamp(attempt - 1, 0, LargestExponent);
        var ceiling = Math.Min(isAlone ? LongestSecondsOfOne : LongestSeconds, FirstSeconds * (1 << exponent));
        return TimeSpan.FromSeconds(ceiling * (0.5 + (chance / 2)));
    }

    public static TimeSpan Cap(TimeSpan wait) => wait > LongestWait ? LongestWait : wait;
}
