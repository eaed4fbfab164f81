namespace Pipeline.Jq.Conformance;

/// <summary>The verdict on one case.</summary>
internal readonly record struct JqTestOutcome(JqTestOutcome.Verdict Kind, string Reason)
{
    public enum Verdict
    {
        Passed,
        Failed,
        Excluded,
    }

    public static JqTestOutcome Passed { get; } = new(Verdict.Passed, "");

    public static JqTestOutcome Failed(string problem) => new(Verdict.Failed, problem);

    public static JqTestOutcome Excluded(string reason) => new(Verdict.Excluded, reason);
}
