namespace Pipeline.Ledger;

/// <summary>Everything a run has to list, decided once.</summary>
public sealed record RunPlan
{
    /// <summary>The scopes, those that failed before they could be listed included.</summary>
    public required IReadOnlyList<PlannedScope> Scopes { get; init; }

    /// <summary>What the reader of the run's summary has to know about the plan, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
