namespace Pipeline.Jq.Conformance;

/// <summary>What came of the cases of a test file.</summary>
public sealed class JqTestReport
{
    private readonly List<(JqTestCase, string)> _failures = [];
    private readonly List<(JqTestCase, string)> _exclusions = [];

    /// <summary>How many cases passed.</summary>
    public int Passed { get; private set; }

    /// <summary>The cases that failed, each with what is wrong.</summary>
    public IReadOnlyList<(JqTestCase Case, string Problem)> Failures => _failures;

    /// <summary>The cases that were not run, each with the reason.</summary>
    public IReadOnlyList<(JqTestCase Case, string Reason)> Exclusions => _exclusions;

    /// <summary><c>N passed, N failed, N excluded</c></summary>
    public override string ToString() => $"{Passed} passed, {_failures.Count} failed, {_exclusions.Count} excluded";

    internal void Add(JqTestCase test, JqTestOutcome outcome)
    {
        switch (outcome.Kind)
        {
            case JqTestOutcome.Verdict.Passed:
                Passed++;
                break;
            case JqTestOutcome.Verdict.Failed:
                _failures.Add((test, outcome.Reason));
                break;
            default:
                _exclusions.Add((test, outcome.Reason));
                break;
        }
    }
}
