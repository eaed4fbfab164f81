using Pipeline.Ledger.Tables.Metering;

namespace Pipeline.Ledger.Benchmarks;

/// <summary>How one operation went.</summary>
/// <param name="Batches">Batches that counted.</param>
/// <param name="Median">Microseconds for an entity, in the median batch.</param>
/// <param name="Late">The same in the batch that 95 % are faster than.</param>
/// <param name="Reads">Items read for an entity.</param>
/// <param name="Writes">Items written for an entity.</param>
internal sealed record Series(int Batches, double Median, double Late, double Reads, double Writes)
{
    // They compile, and open what is opened once.
    private const int Uncounted = 5;

    /// <summary>Does it batch by batch for a while.</summary>
    /// <param name="act">Does the batch of a number, and answers the ticks of the part that counts.</param>
    /// <param name="meter">Counts items.</param>
    /// <param name="time">How long.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Series> MeasureAsync(
        Func<int, CancellationToken, Task<long>> act, LedgerMeter meter, TimeSpan time, CancellationToken cancellationToken)
    {
        var number = 0;
        for (; number < Uncounted; number++)
        {
            await act(number, cancellationToken);
        }

        var before = meter.Statistics;
        var took = new List<double>();
        var began = TimeProvider.System.GetTimestamp();
        while (took.Count == 0 || TimeProvider.System.GetElapsedTime(began) < time)
        {
            var ticks = await act(number++, cancellationToken);
            took.Add(TimeProvider.System.GetElapsedTime(0, ticks).TotalMicroseconds / Estate.Batch);
        }

        var after = meter.Statistics;
        var entities = (double)took.Count * Estate.Batch;
        took.Sort();
        return new Series(
            took.Count, took[took.Count / 2], took[took.Count * 95 / 100], (after.Reads - before.Reads) / entities, (after.Writes - before.Writes) / entities);
    }
}
