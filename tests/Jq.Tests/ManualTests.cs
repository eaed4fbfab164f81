using System.Text.RegularExpressions;
using Pipeline.Jq.Conformance;

namespace Pipeline.Jq.Tests;

/// <summary>What jq's manual promises, section by section: the cases of <c>Manual/manual.test</c>.</summary>
public sealed partial class ManualTests(ITestOutputHelper output)
{
    // They end the program, or answer by what the host passes in.
    private static readonly string[] TestedElsewhere = ["halt", "modulemeta", "input_filename", "get_jq_origin", "get_prog_origin", "now", "pow10"];

    private static string Text => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Manual", "manual.test"));

    [Fact]
    public void Run_CasesOfTheManual_AllPass()
    {
        var report = JqTestFile.Run(Text, JqBudget.Mapping);

        output.WriteLine(report.ToString());
        Assert.Empty(report.Failures.Select(failure => $"line {failure.Case.Line}: {failure.Case.Program}: {failure.Problem}"));
        Assert.Empty(report.Exclusions);
        Assert.True(report.Passed > 250, $"Only {report.Passed} cases were found.");
    }

    [Fact]
    public void Cases_EveryBuiltIn_IsInOne()
    {
        var names = Name().Matches(Text).Select(static match => match.Value).ToHashSet(StringComparer.Ordinal);
        var builtins = Jq.Run("builtins | map(split(\"/\")[0]) | unique[]").Split(' ').Select(static name => name.Trim('"'));

        Assert.Equal([], builtins.Except(names).Except(TestedElsewhere));
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Name();
}
