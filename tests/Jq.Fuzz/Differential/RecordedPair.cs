using System.Text.Json;
using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>What jq made of a pair, kept for machines on which jq cannot be had.</summary>
internal sealed record RecordedPair(string Program, string Input, string Outputs, string Messages, int ExitCode)
{
    /// <summary>The difference of this engine's answer; null when there is none, or none without a listed reason.</summary>
    public Difference? Check()
    {
        var expected = new JqAnswer { Outputs = Outputs, Messages = Messages, ExitCode = ExitCode };
        var difference = new Difference(new Case(Program, [Input]), expected, OurJq.Ask(Program, [Input]));
        return Comparison.AreSame(expected, difference.Actual) || Disagreements.ReasonFor(difference) is not null ? null : difference;
    }

    public static RecordedPair Parse(string line) => JsonSerializer.Deserialize<RecordedPair>(line, JsonSerializerOptions.Web)!;

    public string ToLine() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
