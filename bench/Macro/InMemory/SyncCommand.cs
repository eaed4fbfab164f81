using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Macro.InMemory;

/// <summary>A sync by the one program with the bus in memory: <c>./pipeline sync</c>, from the script's start to its exit.</summary>
internal sealed partial class SyncCommand(IReadOnlyList<string> arguments)
{
    public async Task<Measurement> MeasureAsync(SimulatorProcess simulator, CancellationToken cancellationToken)
    {
        var before = ChildUsage.Cpu();
        var clock = Stopwatch.StartNew();
        var home = Directory.CreateTempSubdirectory("pipeline-bench-");
        var start = Launcher.Start(["sync", .. arguments]);
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
