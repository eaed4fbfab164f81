namespace Pipeline.Ledger;

/// <summary>Everything a run has to list, decided once.</summary>
public sealed record RunPlan
{
    /// <summary>The scopes, those that failed before they could be listed included.</summary>
    public required IReadOnlyList<PlannedScope> Scopes { get; init; }

    /// <summary>
    /// Whether every account there is was found and is listed. Where it is not so, nothing is taken for gone that the
    /// ledger cannot tell the account of.
    /// </summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What the reader of the run's summary has to know about the plan, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
