using System.Globalization;

namespace Pipeline.Macro;

/// <summary>Runs a sync of each size and prints a table in Markdown.</summary>
/// <param name="output">Where the table goes.</param>
/// <param name="measure">Does one sync of what a Simulator holds.</param>
internal sealed class MacroBenchmark(TextWriter output, Func<SimulatorProcess, CancellationToken, Task<Measurement>> measure)
{
    public async Task RunAsync(IReadOnlyList<int> sizes, int runs, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("| entities | wall | entities/s | CPU | CPU per entity | peak memory | AWS calls | Port calls | bulk upserts |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|");
        var parts = new List<string>();
        foreach (var size in sizes)
        {
            var measured = new List<Measurement>();
            for (var run = 0; run < runs; run++)
            {
                await using var simulator = await SimulatorProcess.StartAsync(size, cancellationToken);
                measured.Add(await measure(simulator, cancellationToken));
            }

            var median = measured.OrderBy(measurement => measurement.Elapsed).ElementAt(runs / 2);
            await output.WriteLineAsync(Row(median));
            parts.AddRange(median.Processes.Select(process => Part(median, process)));
        }

        if (parts.Count > 0)
        {
            await output.WriteLineAsync($"\n| entities | service | CPU | CPU per entity | peak memory |\n|---|---|---|---|---|\n{string.Join('\n', parts)}");
        }
    }

    private static string Row(Measurement run) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {run.Entities:N0} | {run.Elapsed.TotalSeconds:F1} s | {run.EntitiesPerSecond:N0} | {run.Cpu.TotalSeconds:F1} s "
        + $"| {run.CpuMillisecondsPerEntity:F2} ms | {run.PeakBytes / 1e6:N0} MB | {run.AwsCalls:N0} | {run.PortCalls:N0} | {run.BulkRequests:N0} |");

    private static string Part(Measurement run, ProcessUsage process) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {run.Entities:N0} | {process.Name} | {process.Cpu.TotalSeconds:F1} s | {process.Cpu.TotalMilliseconds / run.Entities:F2} ms | {process.PeakBytes / 1e6:N0} MB |");
}
