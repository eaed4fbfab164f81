using System.Diagnostics;

namespace Pipeline.Live;

/// <summary>
/// Whether the time of a refusal tells how long the right key is: wrong keys of its length and of others by turns, and Welch's t
/// of the two. Below 4 or so it tells nothing.
/// </summary>
internal static class TimingBenchmark
{
    private const int Resources = 36;

    public static async Task RunAsync(int calls, CancellationToken cancellationToken)
    {
        await using var setup = await Setup.StartAsync(Resources, cancellationToken);
        await setup.RunAsync(cancellationToken);
        await Setup.UntilAsync(() => setup.RunHasEndedAsync(cancellationToken), cancellationToken);
        string[] keys = [Setup.Key[..^1] + "0", "wrong"];
        var times = new List<double>[] { new(calls / 2), new(calls / 2) };
        for (var call = 0; call < calls; call++)
        {
            var started = Stopwatch.GetTimestamp();
            await setup.SendAsync("{}", keys[call % 2], cancellationToken);
            times[call % 2].Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        // The slowest twentieth is the machine's other work.
        var (same, other) = (Trimmed(times[0]), Trimmed(times[1]));
        var t = (same.Mean - other.Mean) / Math.Sqrt((same.Variance / same.Count) + (other.Variance / other.Count));
        Console.WriteLine(FormattableString.Invariant(
            $"timing, {calls} calls: wrong key of the right length {same.Mean:F2} µs, of another length {other.Mean:F2} µs; Welch's t {t:F2}"));
    }

    private static (double Mean, double Variance, int Count) Trimmed(List<double> times)
    {
        var kept = times.Order().Take(times.Count * 19 / 20).ToList();
        var mean = kept.Average();
        return (mean, kept.Sum(time => (time - mean) * (time - mean)) / (kept.Count - 1), kept.Count);
    }
}
