using System.Diagnostics;
using System.Text;
using Pipeline.Jq.Fuzz.Generation;

namespace Pipeline.Jq.Fuzz.Fuzzing;

/// <summary>
/// Compiles and runs programs nobody would write, over documents nobody would send, with the budget of mappings. An
/// exception that is not one of the engine's own, or a run far longer than the budget allows, is a find.
/// </summary>
internal sealed class FuzzRun(ulong seed)
{
    // The budget ends a run in well under a second; the rest is for a machine that does other things too.
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(10);

    private readonly HostileGenerator _hostile = new(new Dice(seed));

    /// <summary>How many programs were run.</summary>
    public long Programs { get; private set; }

    /// <summary>The longest that one took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>What was wrong, with the program and the input.</summary>
    public List<string> Finds { get; } = [];

    /// <summary>Runs one more program.</summary>
    public void Next()
    {
        var (program, input) = _hostile.Next();
        var (started, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        try
        {
            Run(program, input);
        }
        catch (Exception exception) when (exception is JqCompileException or JqParseException)
        {
            // The two that a caller is told to expect.
        }
        catch (Exception exception)
        {
            Finds.Add(Describe(exception.ToString(), program, input));
        }

        // Whichever is less: the machine may be busy with something else, and so may the process.
        var (passed, work) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - worked);
        var taken = passed < work ? passed : work;
        Longest = taken > Longest ? taken : Longest;
        Programs++;
        if (taken > TooLong)
        {
            Finds.Add(Describe($"took {taken.TotalSeconds:F1} s", program, input));
        }
    }

    private static void Run(string program, string input)
    {
        var options = new JqRunOptions { Budget = JqBudget.Mapping, Messages = static (_, _) => { } };
        var document = JqValue.Parse(Encoding.UTF8.GetBytes(input));
        var compiled = JqProgram.Compile(program, new JqCompileOptions { Clock = TimeProvider.System });
        compiled.TryFirst(document, JqBudget.Mapping, out var first, out _);
        first.ToJson();
        compiled.Execute(document, options, static value => value.ToJson().Length >= 0, CancellationToken.None);
    }

    private static string Describe(string what, string program, string input) => $"{what}\n  program  {program}\n  input    {input}\n";
}
