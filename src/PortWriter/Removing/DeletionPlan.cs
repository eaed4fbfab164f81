using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Removing;

/// <summary>What can be deleted, in which order, and what cannot, and why.</summary>
/// <param name="Levels">Entities to delete, dependents before what they relate to.</param>
/// <param name="Obstacles">Entities that stay.</param>
internal sealed record DeletionPlan(IReadOnlyList<IReadOnlyList<EntityKey>> Levels, IReadOnlyDictionary<EntityKey, string> Obstacles);
