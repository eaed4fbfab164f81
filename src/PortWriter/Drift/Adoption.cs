using Pipeline.Port;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Planning;

namespace Pipeline.PortWriter.Drift;

/// <summary>
/// Takes over entities that Port holds and the ledger knows nothing of: it was lost, or another version of the
/// integration wrote them. What is there as the mapping makes it is not written again.
/// </summary>
internal sealed class Adoption(PortClient port)
{
    private const int IdentifiersInAQuery = 100;

    /// <summary>Marks as unchanged those that Port holds as they are.</summary>
    public async Task AdoptAsync(Observation observation, IReadOnlyList<EntityWork> entities, CancellationToken cancellationToken)
    {
        if (observation.Snapshot is not { Count: > 0 } snapshot || observation.WritesEverything)
        {
            return;
        }

        var unknown = entities.Where(entity => IsUnknown(entity) && snapshot.Holds(entity.Key));
        foreach (var blueprint in unknown.GroupBy(entity => entity.Key.Blueprint, StringComparer.Ordinal))
        {
            foreach (var chunk in blueprint.Chunk(IdentifiersInAQuery))
            {
                await AdoptAsync(blueprint.Key, chunk, cancellationToken);
            }
        }
    }

    private static bool IsUnknown(EntityWork entity) =>
        entity is { Fate: EntityFate.Pending, Before: null, WasOpen: false, Observed.IsSearched: false };

    private async Task AdoptAsync(string blueprint, EntityWork[] entities, CancellationToken cancellationToken)
    {
        var byIdentifier = entities.ToDictionary(entity => entity.Key.Identifier, StringComparer.Ordinal);
        await foreach (var held in port.SearchAsync(blueprint, HeldEntities.Query(byIdentifier.Keys), [], cancellationToken))
        {
            if (byIdentifier.TryGetValue(held.GetProperty("identifier").GetString()!, out var entity)
                && EntityEquality.AreEqual(entity.Observed.Entity.Body, held))
            {
                entity.Fate = EntityFate.Unchanged;
            }
        }
    }
}
