using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Parking;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Planning;

/// <summary>Finds the entities that Port would make because planned ones relate to them.</summary>
internal sealed class PlaceholderPlan(HeldEntities held, PlannedEntities planned, BlueprintRelations relations)
{
    public async Task<IReadOnlyList<PlannedChange>> FindAsync(CancellationToken cancellationToken)
    {
        HashSet<EntityKey> targets = [];
        foreach (var blueprint in planned.Written().GroupBy(entity => entity.Entity.Blueprint, StringComparer.Ordinal))
        {
            var known = await relations.FromAsync(blueprint.Key, cancellationToken);
            targets.UnionWith(blueprint.SelectMany(entity => RelationTargets.Of(entity.Body, known)).Select(target => target.Target));
        }

        List<PlannedChange> missing = [];
        foreach (var blueprint in targets.Where(target => !planned.IsWritten(target)).GroupBy(target => target.Blueprint, target => target.Identifier, StringComparer.Ordinal))
        {
            var there = await held.FindAsync(blueprint.Key, blueprint, cancellationToken);
            missing.AddRange(blueprint.Where(identifier => !there.ContainsKey(identifier))
                .Select(identifier => new PlannedChange(ChangeKind.Placeholder, new EntityKey(blueprint.Key, identifier), [])));
        }

        return missing;
    }
}
