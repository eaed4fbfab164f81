namespace Pipeline.Ledger;

/// <summary>What became of the entities that are this installation's and that no resource makes, after a complete run.</summary>
/// <param name="Entities">How many there were.</param>
/// <param name="Deleted">Entities Port deleted, dependents that went along included.</param>
/// <param name="Kept">Entities that stay.</param>
/// <param name="Reason">Why some stay, a sentence; null when none does.</param>
public sealed record UnattributedRecord(long Entities, long Deleted, long Kept, string? Reason)
{
    /// <summary>
    /// Whether a guard held them, or Port refused: the run is partial then. What others relate to merely stays, as a
    /// placeholder does for as long as it is wanted.
    /// </summary>
    public bool IsHeld { get; init; }
}
