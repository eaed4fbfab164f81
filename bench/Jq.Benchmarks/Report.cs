using System.Diagnostics;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Pipeline.Jq.Benchmarks;

/// <summary>Runs what the issue asks to be measured, in a few minutes, and writes it down with the machine's name.</summary>
internal static class Report
{
    private const double NanosecondsPerSecond = 1e9;

    /// <param name="part">mapping or comparison; both when null.</param>
    public static int Write(string? part)
    {
        var text = new StringBuilder();
        if (part is null or "mapping")
        {
            AddMapping(text, Run<DefaultMappingBenchmarks>());
        }

        if (part is null or "comparison")
        {
            AddComparison(text, Run<ComparisonBenchmarks>());
        }

        var path = Path.Combine(Results(), part is null ? "jq.md" : $"jq-{part}.md");
        File.WriteAllText(path, $"{Head(part)}{text}");
        Console.WriteLine($"written to {path}");
        return 0;
    }

    private static Summary Run<T>() => BenchmarkRunner.Run<T>(ManualConfig.CreateEmpty()
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(2).WithIterationCount(6)));

    private static string Head(string? part) => $"""
        # jq, measured

        `dotnet run --project bench/Jq.Benchmarks -c Release -- report{(part is null ? "" : " " + part)}`

        ```
        {string.Join('\n', HostEnvironmentInfo.GetCurrent().ToFormattedString())}
        {Version("jq")}, node {Version("node")}
        ```


        """;

    private static void AddMapping(StringBuilder text, Summary summary)
    {
        text.Append("""
            ## The default mapping

            Each resource is parsed from UTF-8 and every expression of its block is evaluated; one entity a resource, on one core.

            | time per entity | entities per second | allocated per entity |
            |---|---|---|

            """);
        foreach (var report in summary.Reports)
        {
            var mean = report.ResultStatistics?.Mean ?? double.NaN;
            var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
            text.Append(CultureInfo.InvariantCulture, $"| {mean / 1000:F2} µs | {NanosecondsPerSecond / mean:N0} | {bytes:N0} B |\n\n");
        }
    }

    private static void AddComparison(StringBuilder text, Summary summary)
    {
        text.Append("""
            ## Beside jq itself

            The same documents and programs from UTF-8 text to UTF-8 text, in the same run: this engine, jq as one long-lived
            process that is fed line by line, and jq-wasm. Times are per document; the ratios say how many times as long jq takes.

            | | this engine | jq | jq-wasm | jq ÷ ours | jq-wasm ÷ ours |
            |---|---|---|---|---|---|

            """);
        foreach (var group in summary.Reports.GroupBy(static report => (Comparison)report.BenchmarkCase.Parameters["Case"]))
        {
            var times = group.ToDictionary(
                static report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
                report => (report.ResultStatistics?.Mean ?? double.NaN) / 1000 / group.Key.Documents.Count,
                StringComparer.Ordinal);
            var (ours, jq, wasm) = (times[nameof(ComparisonBenchmarks.Ours)], times[nameof(ComparisonBenchmarks.Jq16)], times[nameof(ComparisonBenchmarks.JqWasm)]);
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key.Name} | {ours:N2} µs | {jq:N2} µs | {wasm:N2} µs | {jq / ours:F1} | {wasm / ours:F1} |\n");
        }
    }

    private static string Version(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    private static string Results()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? Environment.CurrentDirectory, "bench", "results");
    }
}
