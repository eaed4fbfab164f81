using System.Diagnostics;
using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>The differential test in its long form: as many pairs as are asked for, from one seed.</summary>
internal static class LongRun
{
    private const int PairsBetweenLines = 20_000;

    public static async Task<int> RunAsync(ulong seed, int pairs, int show)
    {
        using var oracle = JqOracle.TryStart(out var reason);
        if (oracle is null)
        {
            await Console.Error.WriteLineAsync($"jq cannot be had: {reason}");
            return 1;
        }

        var (run, shown, next, started) = (new DifferentialRun(oracle), 0, PairsBetweenLines, Stopwatch.GetTimestamp());
        foreach (var generated in CaseGenerator.From(seed).TakeWhile(_ => run.Total < pairs))
        {
            await run.AddAsync(generated);
            for (; shown < run.Differences.Count; shown++)
            {
                if (shown < show)
                {
                    Console.WriteLine($"{run.Differences[shown]}\n");
                }
            }

            if (run.Total >= next)
            {
                await Console.Error.WriteLineAsync($"{run.Total} pairs, {run.Differences.Count} differ, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
                next += PairsBetweenLines;
            }
        }

        foreach (var (listed, count) in run.Listed)
        {
            Console.WriteLine($"listed {count,6}: {listed}");
        }

        Console.WriteLine($"seed {seed}, {oracle.Version}: {run.Total} pairs, {run.Same} the same, {run.Listed.Values.Sum()} listed, {run.LeftOut} left out, {run.Differences.Count} differ");
        return run.Differences.Count == 0 ? 0 : 1;
    }
}
