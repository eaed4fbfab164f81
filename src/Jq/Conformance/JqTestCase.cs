namespace Pipeline.Jq.Conformance;

/// <summary>One case of a test file.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Program">The jq program.</param>
/// <param name="Input">Its input as JSON.</param>
/// <param name="Expected">The outputs as JSON, or the lines of the message of a program that must not compile.</param>
public sealed record JqTestCase(int Line, string Program, string Input, IReadOnlyList<string> Expected)
{
    /// <summary>The program must not compile.</summary>
    public bool MustFail { get; init; }

    /// <summary>Any message will do.</summary>
    public bool IgnoresMessage { get; init; }
}
