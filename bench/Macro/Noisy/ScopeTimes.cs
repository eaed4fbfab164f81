using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.Macro.Noisy;

/// <summary>When the scopes of one run ended, from when the first of them began.</summary>
internal sealed record ScopeTimes
{
    /// <summary>How many there are beside the noisy one.</summary>
    public required int Others { get; init; }

    public required TimeSpan LastOther { get; init; }

    public required TimeSpan HalfOfOthers { get; init; }

    public required TimeSpan Noisy { get; init; }

    /// <summary>Does one sync and reads its report.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static async Task<ScopeTimes> OfSyncAsync(
        IReadOnlyDictionary<string, string> environment, (string Account, string Region, string Kind) noisy, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("pipeline-bench-");
        try
        {
            await RunAsync(environment, home, ["sync"], cancellationToken);
            using var report = JsonDocument.Parse(await RunAsync(environment, home, ["runs", "show", "--json"], cancellationToken));
            return Read(report.RootElement.GetProperty("scopes"), noisy);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static ScopeTimes Read(JsonElement scopes, (string Account, string Region, string Kind) noisy)
    {
        var all = scopes.EnumerateArray().Select(scope => (Name: NameOf(scope.GetProperty("scope")), Began: At(scope, "startedAt"), Ended: At(scope, "endedAt"))).ToList();
        var began = all.Min(scope => scope.Began);
        var others = all.Where(scope => scope.Name != noisy).Select(scope => scope.Ended - began).Order().ToList();
        return new ScopeTimes
        {
            Others = others.Count,
            LastOther = others[^1],
            HalfOfOthers = others[others.Count / 2],
            Noisy = all.Single(scope => scope.Name == noisy).Ended - began,
        };
    }

    private static async Task<string> RunAsync(
        IReadOnlyDictionary<string, string> environment, DirectoryInfo home, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = Launcher.Start(arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["PIPELINE_HOME"] = home.FullName;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"It ended with {process.ExitCode}:\n{said}\n{await errors}");
    }

    private static (string Account, string Region, string Kind) NameOf(JsonElement scope) =>
        (scope.GetProperty("accountId").GetString()!, scope.GetProperty("region").GetString()!, scope.GetProperty("kind").GetString()!);

    private static DateTimeOffset At(JsonElement scope, string moment) => scope.GetProperty(moment).GetDateTimeOffset();
}
