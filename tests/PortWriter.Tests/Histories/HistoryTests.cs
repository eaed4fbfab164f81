using System.Globalization;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>
/// The promise: when the pipeline is idle, Port equals the truth, whatever was killed, repeated, delayed or reordered.
/// PIPELINE_HISTORIES sets how many histories are played, PIPELINE_HISTORY_SEED from which seed on.
/// </summary>
public sealed class HistoryTests
{
    private static readonly int Histories = Number("PIPELINE_HISTORIES", 150);
    private static readonly int FirstSeed = Number("PIPELINE_HISTORY_SEED", 1);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [Trait("Row", "R7")]
    [Trait("Row", "R6")]
    public async Task History_Ended_PortEqualsTheTruth(bool crashes, bool losesEvents)
    {
        for (var seed = FirstSeed; seed < FirstSeed + Histories; seed++)
        {
            using var history = new History(seed, new HistoryOptions(crashes, losesEvents));

            var difference = await history.PlayAsync();

            Assert.True(difference is null, $"PIPELINE_HISTORY_SEED={seed}: {difference}");
        }
    }

    /// <summary>
    /// Seeds that failed once. 5802: a fetch that found nothing changed left no trace, so that an older deletion which came
    /// after it was taken for the latest.
    /// </summary>
    [Theory]
    [InlineData(5802)]
    public async Task History_SeedThatFailedOnce_PortEqualsTheTruth(int seed)
    {
        using var history = new History(seed, new HistoryOptions(Crashes: true, LosesEvents: false));

        Assert.Null(await history.PlayAsync());
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
