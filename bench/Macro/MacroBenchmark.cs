using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Macro;

/// <summary>Runs a sync of each size and prints a table in Markdown.</summary>
internal sealed partial class MacroBenchmark(TextWriter output, IReadOnlyList<string> syncArguments)
{
    public async Task RunAsync(IReadOnlyList<int> sizes, int runs, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("| entities | wall | entities/s | CPU | CPU per entity | peak memory | AWS calls | Port calls | bulk upserts |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            var measured = new List<Measurement>();
            for (var run = 0; run < runs; run++)
            {
                await using var simulator = await SimulatorProcess.StartAsync(size, cancellationToken);
                measured.Add(await MeasureAsync(simulator, cancellationToken));
            }

            await output.WriteLineAsync(Row(measured.OrderBy(measurement => measurement.Elapsed).ElementAt(runs / 2)));
        }
    }

    private async Task<Measurement> MeasureAsync(SimulatorProcess simulator, CancellationToken cancellationToken)
    {
        var before = ChildUsage.Cpu();
        var clock = Stopwatch.StartNew();
        var home = Directory.CreateTempSubdirectory("pipeline-bench-");
        var start = Launcher.Start(["sync", .. syncArguments]);
        start.Environment["PIPELINE_HOME"] = home.FullName;
        foreach (var (name, value) in simulator.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        clock.Stop();
        home.Delete(recursive: true);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The sync ended with {process.ExitCode}:\n{said}\n{await errors}");
        }

        var after = ChildUsage.Cpu();
        return new Measurement
        {
            Entities = (int)Number(Written(), said),
            Elapsed = clock.Elapsed,
            Cpu = after - before,
            PeakBytes = PeakOf(said),
            AwsCalls = Number(AwsCalls(), said),
            PortCalls = Number(PortCalls(), said),
            BulkRequests = Number(BulkRequests(), said),
        };
    }

    // The kernel keeps one peak for all children together; each run's own is what the process says of itself.
    private static long PeakOf(string said) => Number(PeakMegabytes(), said) * 1_000_000;

    private static long Number(Regex pattern, string said) =>
        long.Parse(pattern.Match(said).Groups[1].Value, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static string Row(Measurement run) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {run.Entities:N0} | {run.Elapsed.TotalSeconds:F1} s | {run.EntitiesPerSecond:N0} | {run.Cpu.TotalSeconds:F1} s "
        + $"| {run.CpuMillisecondsPerEntity:F2} ms | {run.PeakBytes / 1e6:N0} MB | {run.AwsCalls:N0} | {run.PortCalls:N0} | {run.BulkRequests:N0} |");

    [GeneratedRegex(@"(\d+) entities written")]
    private static partial Regex Written();

    [GeneratedRegex(@"AWS: (\d+) calls")]
    private static partial Regex AwsCalls();

    [GeneratedRegex(@"Port: (\d+) calls")]
    private static partial Regex PortCalls();

    [GeneratedRegex(@"(\d+) bulk requests")]
    private static partial Regex BulkRequests();

    [GeneratedRegex(@"(\d+) MB peak")]
    private static partial Regex PeakMegabytes();
}
