using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Compares cases that somebody wrote: to look into a disagreement.</summary>
internal static class FileRun
{
    public static async Task<int> RunAsync(string path)
    {
        using var oracle = JqOracle.TryStart(out var reason);
        if (oracle is null)
        {
            await Console.Error.WriteLineAsync($"jq cannot be had: {reason}");
            return 1;
        }

        var run = new DifferentialRun(oracle);
        await foreach (var line in File.ReadLinesAsync(path))
        {
            var parts = line.Split('\t');
            await run.AddAsync(new Case(parts[0], [parts.Length > 1 ? parts[1] : "null"]));
        }

        foreach (var difference in run.Differences)
        {
            Console.WriteLine($"{difference}\n");
        }

        Console.WriteLine($"{oracle.Version}: {run.Total} pairs, {run.Same} the same, {run.Listed.Values.Sum()} listed, {run.LeftOut} left out, {run.Differences.Count} differ");
        return run.Differences.Count == 0 ? 0 : 1;
    }
}
