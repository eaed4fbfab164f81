namespace Pipeline.Ledger.Resources;

/// <summary>A resource of a run of which Port did not take an entity yet, because what it relates to was not there.</summary>
/// <param name="Row">The resource.</param>
/// <param name="Content">Where the claim-check store holds what it makes.</param>
/// <param name="Rejected">What Port did not take, and why.</param>
public sealed record ParkedResource(RowKey Row, string Content, IReadOnlyList<RejectedEntity> Rejected);
