namespace Pipeline.Simulator.Changes;

/// <summary>Durations, of which some are at most so long. Not safe for several threads.</summary>
internal sealed class Durations
{
    /// <summary>Kept at most; later ones take the places of the first.</summary>
    private const int Most = 1_000_000;

    private readonly List<double> milliseconds = [];
    private long count;

    public void Add(TimeSpan duration)
    {
        if (milliseconds.Count < Most)
        {
            milliseconds.Add(duration.TotalMilliseconds);
        }
        else
        {
            milliseconds[(int)(count % Most)] = duration.TotalMilliseconds;
        }

        count++;
    }

    public void Clear()
    {
        milliseconds.Clear();
        count = 0;
    }

    public DurationSummary Summary()
    {
        var sorted = milliseconds.Order().ToList();
        return new(count, At(0.5), At(0.9), At(0.99), At(1));

        double At(double share) => sorted.Count == 0 ? 0 : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)], 1);
    }
}
