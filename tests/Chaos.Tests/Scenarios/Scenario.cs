using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pipeline.Chaos.Tests.Fleet;
using Xunit.Sdk;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>One scenario with one seed: runs it, and notes for the table of what was tested how it went.</summary>
internal static class Scenario
{
    private static readonly string? Results =
        Environment.GetEnvironmentVariable("PIPELINE_CHAOS_RESULTS") is { Length: > 0 } named ? named : null;

    /// <param name="row">The row of the table.</param>
    /// <param name="options">What it runs against.</param>
    /// <param name="act">What happens; answers in a few words what was measured.</param>
    public static async Task RunAsync(string row, FleetOptions options, Func<Installation, Random, Task<string>> act)
    {
        Assert.SkipWhen(HasPassed(row, options.Seed), "It has passed before, by the results that this run adds to.");
        var clock = Stopwatch.StartNew();
        string? result = "failed";
        var facts = string.Empty;
        try
        {
            await using var installation = await Installation.StartAsync(options);
            facts = await act(installation, new Random(options.Seed));
            result = "passed";
        }
        catch (SkipException)
        {
            // Without an emulator nothing was tested, and nothing failed.
            result = null;
            throw;
        }
        finally
        {
            Note(row, options.Seed, result, clock.Elapsed, facts);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, in the long form only: the normal tests have to end in minutes.</summary>
    /// <param name="row">The row of the table.</param>
    /// <param name="options">What it runs against.</param>
    /// <param name="act">What happens; answers in a few words what was measured.</param>
    public static Task RunLongAsync(string row, FleetOptions options, Func<Installation, Random, Task<string>> act)
    {
        Assert.SkipUnless(Seeds.AreMany, "Only in the long form: eng/chaos.");
        return RunAsync(row, options, act);
    }

    private static bool HasPassed(string row, int seed) =>
        Results is { } file && File.Exists(file) && File.ReadLines(file).Any(line => line.StartsWith($"{row}\t{seed}\tpassed\t", StringComparison.Ordinal));

    // Scenarios of other processes write to it too.
    private static void Note(string row, int seed, string? result, TimeSpan took, string facts)
    {
        if (Results is { } file && result is not null)
        {
            using var results = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            results.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row}\t{seed}\t{result}\t{took.TotalSeconds:0}\t{facts}\n")));
        }
    }
}
