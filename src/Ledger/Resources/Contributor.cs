namespace Pipeline.Ledger.Resources;

/// <summary>A row that contributes to an entity: the way back from an entity to the resources that make it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Block">By which block.</param>
/// <param name="IsRemoving">Whether it is about to contribute no more: a deletion of the entity may be under way.</param>
/// <param name="Version">Its version in the table; 0 for one that is not stored.</param>
public sealed record Contributor(RowKey Row, int Block, bool IsRemoving, long Version);
