using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Removing;

/// <summary>Deletes entities at Port, a hundred at a time, and looks afterwards whether somebody wants them after all.</summary>
internal sealed class EntityDeletions(IPortWrites port, EntityLedger ledger, ResourceLedger rows, BlueprintRelations relations)
{
    /// <summary>Whether an entity is named by a search: an identifier has no braces.</summary>
    public static bool IsSearch(EntityKey entity) => entity.Identifier.StartsWith('{');

    /// <summary>Carries out a plan.</summary>
    public async Task<DeletionResult> DeleteAsync(
        DeletionPlan plan, RemovalRules rules, Repairs repairs, CancellationToken cancellationToken)
    {
        var outcome = new DeletionResult();
        foreach (var level in plan.Levels)
        {
            foreach (var blueprint in level.GroupBy(entity => entity.Blueprint, entity => entity.Identifier, StringComparer.Ordinal))
            {
                string[] identifiers = [.. blueprint];
                var result = await port.DeleteAsync(blueprint.Key, identifiers, rules.WithDependents, rules.IsLive, cancellationToken);
                outcome.Add(blueprint.Key, result);

                List<EntityKey> gone = [.. identifiers.Select(identifier => new EntityKey(blueprint.Key, identifier))];
                gone.AddRange(await AlongAsync(blueprint.Key, result.Deleted.Except(identifiers, StringComparer.Ordinal), cancellationToken));
                await ReclaimAsync(gone, rules.RunId, repairs, cancellationToken);
            }
        }

        return outcome;
    }

    // Port names what it deleted along with an entity by identifiers only: they may belong to any blueprint that relates.
    private async Task<IEnumerable<EntityKey>> AlongAsync(string blueprint, IEnumerable<string> identifiers, CancellationToken cancellationToken)
    {
        List<string> along = [.. identifiers];
        if (along.Count == 0)
        {
            return [];
        }

        HashSet<string> blueprints = [blueprint];
        var open = new Queue<string>(blueprints);
        while (open.TryDequeue(out var target))
        {
            foreach (var relation in await relations.ToAsync(target, cancellationToken))
            {
                if (blueprints.Add(relation.Blueprint))
                {
                    open.Enqueue(relation.Blueprint);
                }
            }
        }

        return blueprints.SelectMany(source => along.Select(identifier => new EntityKey(source, identifier)));
    }

    // Whoever contributes to an entity that was deleted has to write it again, unless the run takes that contributor too.
    private async Task ReclaimAsync(IReadOnlyCollection<EntityKey> entities, Guid? runId, Repairs repairs, CancellationToken cancellationToken)
    {
        var standings = await ledger.StandingsAsync(entities, cancellationToken);
        foreach (var (entity, standing) in standings)
        {
            if (standing.Winner is not { } winner)
            {
                continue;
            }

            var row = (await rows.ReadAsync([winner.Row], cancellationToken))[0].Row;
            if (runId is not { } run || !DoomedEntities.IsDoomed(row, entity, run))
            {
                repairs.HandOver(entity, winner.Row);
            }
        }
    }
}
