using System.Globalization;

namespace Pipeline.Macro;

/// <summary>Runs a sync of each size and prints a table in Markdown.</summary>
/// <param name="output">Where the table goes.</param>
/// <param name="syncArguments">What to add to the command line of a sync.</param>
/// <param name="repeats">Whether a second sync over the same ledger follows each, when nothing has changed.</param>
internal sealed class MacroBenchmark(TextWriter output, IReadOnlyList<string> syncArguments, bool repeats)
{
    public async Task RunAsync(IReadOnlyList<int> sizes, int runs, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(
            "| entities | written | wall | entities/s | CPU | CPU per entity | peak memory | AWS calls | Port calls | bulk upserts | ledger reads | ledger writes |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            List<Measurement> first = [];
            List<Measurement> second = [];
            for (var run = 0; run < runs; run++)
            {
                await using var simulator = await SimulatorProcess.StartAsync(size, cancellationToken);
                await MeasureAsync(simulator, first, second, cancellationToken);
            }

            foreach (var measured in new[] { first, second }.Where(measured => measured.Count > 0))
            {
                await output.WriteLineAsync(Row(measured.OrderBy(measurement => measurement.Elapsed).ElementAt(runs / 2)));
            }
        }
    }

    private async Task MeasureAsync(
        SimulatorProcess simulator, List<Measurement> first, List<Measurement> second, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("pipeline-bench-");
        try
        {
            first.Add(await SyncProcess.MeasureAsync(simulator, home.FullName, syncArguments, cancellationToken));
            if (repeats)
            {
                second.Add(await SyncProcess.MeasureAsync(simulator, home.FullName, syncArguments, cancellationToken));
            }
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static string Row(Measurement run) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {run.Entities:N0} | {run.Written:N0} | {run.Elapsed.TotalSeconds:F1} s | {run.EntitiesPerSecond:N0} | {run.Cpu.TotalSeconds:F1} s "
        + $"| {run.CpuMillisecondsPerEntity:F2} ms | {run.PeakBytes / 1e6:N0} MB | {run.AwsCalls:N0} | {run.PortCalls:N0} | {run.BulkRequests:N0} "
        + $"| {run.LedgerReads:N0} | {run.LedgerWrites:N0} |");
}
