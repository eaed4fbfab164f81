using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>A scope of a plan.</summary>
/// <param name="Scope">What is to be listed.</param>
/// <param name="Blocks">Positions in the mapping's <c>resources</c> of the blocks that want it.</param>
/// <param name="Regions">The regions to ask, best first.</param>
/// <param name="Failure">Set for a scope that cannot even be tried, because its account is out of reach.</param>
public sealed record PlannedScope(
    Scope Scope,
    IReadOnlyList<int> Blocks,
    IReadOnlyList<string> Regions,
    ScopeFailure? Failure = null)
{
    /// <summary>Set for a scope that is not listed any more; its entities are counted, and go if they may.</summary>
    public LeftScope? Left { get; init; }
}
