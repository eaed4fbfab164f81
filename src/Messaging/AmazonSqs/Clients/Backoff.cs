namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>How long to wait before another try: from 0.1 s, doubling up to 5 s, half of it by chance.</summary>
/// <param name="random">Gives numbers from 0 up to 1.</param>
internal sealed class Backoff(Func<double> random)
{
    private const double FirstMilliseconds = 100;

    // An outage must be noticed as over within 10 s.
    private const double LongestMilliseconds = 5_000;

    /// <summary>The wait before a try.</summary>
    /// <param name="failures">How many have failed in a row.</param>
    public TimeSpan After(int failures)
    {
        var whole = Math.Min(LongestMilliseconds, FirstMilliseconds * Math.Pow(2, Math.Min(failures, 30) - 1));
        return TimeSpan.FromMilliseconds(whole * (0.5 + (0.5 * random())));
    }
}
