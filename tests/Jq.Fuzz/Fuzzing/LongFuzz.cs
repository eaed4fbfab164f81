using System.Diagnostics;

namespace Pipeline.Jq.Fuzz.Fuzzing;

/// <summary>The fuzz test in its long form: for as long as is asked for, from one seed.</summary>
internal static class LongFuzz
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(30);

    public static int Run(ulong seed, TimeSpan duration)
    {
        var (run, started, next, shown) = (new FuzzRun(seed), Stopwatch.GetTimestamp(), BetweenLines, 0);
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
        {
            run.Next();
            for (; shown < run.Finds.Count; shown++)
            {
                Console.WriteLine(run.Finds[shown]);
            }

            if (elapsed > next)
            {
                Console.Error.WriteLine($"{elapsed.TotalSeconds:F0} s: {run.Programs} programs, {run.Finds.Count} finds");
                next += BetweenLines;
            }
        }

        Console.WriteLine($"seed {seed}: {run.Programs} programs in {duration.TotalMinutes:F1} minutes, the longest {run.Longest.TotalSeconds:F2} s, {run.Finds.Count} finds");
        return run.Finds.Count == 0 ? 0 : 1;
    }
}
