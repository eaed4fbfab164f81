using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Macro;

/// <summary>One sync as a process, from the script's start to its exit, and what it says of itself.</summary>
internal static partial class SyncProcess
{
    /// <summary>Runs a sync.</summary>
    /// <param name="simulator">What it reads from and writes to.</param>
    /// <param name="home">Where it keeps its ledger.</param>
    /// <param name="arguments">What to add to the command line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static async Task<Measurement> MeasureAsync(
        SimulatorProcess simulator, string home, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var before = ChildUsage.Cpu();
        var clock = Stopwatch.StartNew();
        var start = Launcher.Start(["sync", .. arguments]);
        start.Environment["PIPELINE_HOME"] = home;
        foreach (var (name, value) in simulator.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        clock.Stop();
        return process.ExitCode == 0
            ? Read(said, clock.Elapsed, ChildUsage.Cpu() - before)
            : throw new InvalidOperationException($"The sync ended with {process.ExitCode}:\n{said}\n{await errors}");
    }

    private static Measurement Read(string said, TimeSpan elapsed, TimeSpan cpu) => new()
    {
        Entities = (int)Number(Mapped(), said),
        Written = (int)Number(Written(), said),
        Elapsed = elapsed,
        Cpu = cpu,
        PeakBytes = PeakOf(said),
        AwsCalls = Number(AwsCalls(), said),
        PortCalls = Number(PortCalls(), said),
        BulkRequests = Number(BulkRequests(), said),
        LedgerReads = Number(LedgerReads(), said),
        LedgerWrites = Number(LedgerWrites(), said),
    };

    // The kernel keeps one peak for all children together; each run's own is what the process says of itself.
    private static long PeakOf(string said) => Number(PeakMegabytes(), said) * 1_000_000;

    private static long Number(Regex pattern, string said) => long.Parse(
        pattern.Match(said).Groups[1].Value, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"all kinds +\S+ +[\d,]+ +([\d,]+)")]
    private static partial Regex Mapped();

    [GeneratedRegex(@"(\d+) entities written")]
    private static partial Regex Written();

    [GeneratedRegex(@"AWS: (\d+) calls")]
    private static partial Regex AwsCalls();

    [GeneratedRegex(@"Port: (\d+) calls")]
    private static partial Regex PortCalls();

    [GeneratedRegex(@"(\d+) bulk requests")]
    private static partial Regex BulkRequests();

    [GeneratedRegex(@"Ledger: (\d+) reads")]
    private static partial Regex LedgerReads();

    [GeneratedRegex(@"reads, (\d+) writes")]
    private static partial Regex LedgerWrites();

    [GeneratedRegex(@"(\d+) MB peak")]
    private static partial Regex PeakMegabytes();
}
