using System.Text.Json;

namespace Pipeline.Jq.Tests;

/// <summary>
/// Random programs whose results were recorded from jq 1.8.2 itself; <c>Differential/generate.mjs</c> makes them.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private static readonly (string Sign, string Reason)[] Exclusions =
    [
        ("?//", "jq takes a break for an error here and tries the next pattern after first() or limit() has enough"),
        ("strptime", "the recorded build compares the plain text of a format without regard to case; C's library does not"),
    ];

    [Fact]
    public void Execute_RandomProgram_GivesWhatJqGives()
    {
        var (passed, excluded) = (0, 0);
        var differences = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Differential", "cases.jsonl")))
        {
            var recorded = JsonSerializer.Deserialize<Recorded>(line, JsonSerializerOptions.Web)!;
            var actual = Execute(recorded);
            if (actual == (recorded.Output, recorded.Error))
            {
                passed++;
            }
            else if (Exclusions.Any(exclusion => recorded.Program.Contains(exclusion.Sign, StringComparison.Ordinal)))
            {
                excluded++;
            }
            else
            {
                differences.Add($"{recorded.Input} | {recorded.Program}\n  jq:   {recorded.Output} {recorded.Error}\n  ours: {actual}");
            }
        }

        output.WriteLine($"{passed} agree, {differences.Count} differ, {excluded} excluded");
        Assert.Empty(differences);
        Assert.True(passed > 1000, "The recorded cases are missing.");
    }

    private static (string Output, string Error) Execute(Recorded recorded)
    {
        var outputs = new List<string>();
        try
        {
            var program = JqProgram.Compile(recorded.Program);
            var error = program.Execute(
                JqValue.Parse(recorded.Input),
                new JqRunOptions { Budget = JqBudget.Mapping },
                value =>
                {
                    outputs.Add(value.ToJson());
                    return true;
                },
                TestContext.Current.CancellationToken);
            return (string.Join('\n', outputs), FirstLine(error?.Message ?? ""));
        }
        catch (JqCompileException exception)
        {
            return ("", FirstLine(exception.Message));
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();

    private sealed record Recorded(string Input, string Program, string Output, string Error);
}
