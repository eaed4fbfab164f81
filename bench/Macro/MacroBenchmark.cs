using System.Globalization;

namespace Pipeline.Macro;

/// <summary>Runs a sync of each size and prints a table in Markdown.</summary>
/// <param name="output">Where the table goes.</param>
/// <param name="measure">Does one sync of what a Simulator holds, with a folder for what it keeps.</param>
/// <param name="repeats">Whether a second sync over the same ledger follows each, when nothing has changed.</param>
internal sealed class MacroBenchmark(
    TextWriter output, Func<SimulatorProcess, string, CancellationToken, Task<Measurement>> measure, bool repeats)
{
    public async Task RunAsync(IReadOnlyList<int> sizes, int runs, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(
            "| entities | written | wall | entities/s | CPU | CPU per entity | peak memory | AWS calls | Port calls | bulk upserts | ledger reads | ledger writes |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|---|---|---|");
        List<string> parts = [];
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
                var median = measured.OrderBy(measurement => measurement.Elapsed).ElementAt(runs / 2);
                await output.WriteLineAsync(Row(median));
                parts.AddRange(median.Processes.Select(process => Part(median, process)));
            }
        }

        if (parts.Count > 0)
        {
            await output.WriteLineAsync($"\n| entities | service | CPU | CPU per entity | peak memory |\n|---|---|---|---|---|\n{string.Join('\n', parts)}");
        }
    }

    private async Task MeasureAsync(
        SimulatorProcess simulator, List<Measurement> first, List<Measurement> second, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("pipeline-bench-");
        try
        {
            first.Add(await measure(simulator, home.FullName, cancellationToken));
            if (repeats)
            {
                second.Add(await measure(simulator, home.FullName, cancellationToken));
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
        + $"| {Number(run.LedgerReads)} | {Number(run.LedgerWrites)} |");

    private static string Number(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    private static string Part(Measurement run, ProcessUsage process) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {run.Entities:N0} | {process.Name} | {process.Cpu.TotalSeconds:F1} s | {process.Cpu.TotalMilliseconds / run.Entities:F2} ms | {process.PeakBytes / 1e6:N0} MB |");
}
