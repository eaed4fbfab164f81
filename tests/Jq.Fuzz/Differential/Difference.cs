using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>A case where this engine and jq disagree.</summary>
internal sealed record Difference(Case Case, JqAnswer Expected, JqAnswer Actual)
{
    public override string ToString() => $"""
        program  {Case.Program}
        input    {string.Join("\n         ", Case.Inputs)}
        jq       {Describe(Expected)}
        ours     {Describe(Actual)}
        """;

    private static string Describe(JqAnswer answer)
    {
        var lines = $"{answer.Outputs}\n{answer.Messages}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join("\n         ", [.. lines, $"(exit {answer.ExitCode}{(answer.Crash is null ? "" : $", {answer.Crash}")})"]);
    }
}
