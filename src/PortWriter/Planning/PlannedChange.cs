using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Planning;

/// <summary>What a run would do to one entity.</summary>
/// <param name="Kind">What.</param>
/// <param name="Entity">Which.</param>
/// <param name="Differences">The fields that would change.</param>
public sealed record PlannedChange(ChangeKind Kind, EntityKey Entity, IReadOnlyList<EntityDifference> Differences);
