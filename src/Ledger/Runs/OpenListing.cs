namespace Pipeline.Ledger;

/// <summary>A listing that has not ended.</summary>
/// <param name="Planned">The scope.</param>
/// <param name="Attempt">The attempt it is at, from 1.</param>
public sealed record OpenListing(PlannedScope Planned, int Attempt);
