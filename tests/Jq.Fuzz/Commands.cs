using System.Globalization;

namespace Pipeline.Jq.Fuzz;

/// <summary>The long forms of what the tests do in short.</summary>
internal static class Commands
{
    private const string Usage = """
        differential [--seed N] [--pairs N] [--show N]   compares generated programs with jq 1.8.2 (needs node and npm)
        compare --cases FILE                             the same for cases of a file: a program, a tab and an input on each line
        record [--seed N] [--pairs N]                    prints what jq 1.8.2 makes of generated programs
        fuzz [--seed N] [--minutes N]                    parser and evaluator: no crash, no hang, no unexpected exception
        bombs                                            programs that would not end: each must name the limit that ended it
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            options[args[i]] = args[i + 1];
        }

        long Option(string name, long fallback) => options.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : fallback;
        switch (args.FirstOrDefault())
        {
            case "differential":
                return await Differential.LongRun.RunAsync((ulong)Option("--seed", 1), (int)Option("--pairs", 200_000), (int)Option("--show", 50));
            case "compare":
                return await Differential.FileRun.RunAsync(options["--cases"]);
            case "record":
                return await Differential.Recording.RunAsync((ulong)Option("--seed", 1), (int)Option("--pairs", 1500));
            case "bombs":
                return Fuzzing.BombRun.Run();
            case "fuzz":
                return Fuzzing.LongFuzz.Run((ulong)Option("--seed", 1), TimeSpan.FromMinutes(Option("--minutes", 10)));
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 64;
        }
    }
}
