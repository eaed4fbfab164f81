namespace Pipeline.Ledger.Runs.State;

/// <summary>The part of a plan that belongs to one group.</summary>
internal sealed record PlanChunk
{
    public required IReadOnlyList<PlannedScope> Scopes { get; init; }

    /// <inheritdoc cref="RunPlan.IsWhole"/>
    public bool IsWhole { get; init; } = true;

    /// <summary>In the first chunk only.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
