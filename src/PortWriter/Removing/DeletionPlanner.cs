using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Removing;

/// <summary>
/// Looks up the dependents of entities that are to go, and theirs. An entity goes only when everything that relates to
/// it goes too: because it is asked for here, or because the same run's sweep takes it.
/// </summary>
internal sealed class DeletionPlanner(Dependents dependents, DoomedEntities doomed)
{
    public async Task<DeletionPlan> PlanAsync(IReadOnlyCollection<EntityKey> entities, Guid? runId, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<EntityKey>> levels = [];
        List<(EntityKey Target, EntityKey Dependent)> edges = [];
        var spared = new Dictionary<EntityKey, string>();
        var known = entities.ToHashSet();
        IReadOnlyCollection<EntityKey> level = entities;
        while (level.Count > 0)
        {
            levels.Add([.. level]);
            var found = await dependents.FindAsync(level, cancellationToken);
            edges.AddRange(found.SelectMany(target => target.Select(dependent => (target.Key, dependent))));
            List<EntityKey> next = [.. found.SelectMany(target => target).Distinct().Where(known.Add)];
            foreach (var (entity, reason) in await SparedAsync(level, next, runId, cancellationToken))
            {
                spared[entity] = reason;
            }

            level = [.. next.Where(entity => !spared.ContainsKey(entity))];
        }

        var obstacles = Spread(spared, edges);
        levels.Reverse();
        return new DeletionPlan([.. levels.Select(some => (IReadOnlyList<EntityKey>)[.. some.Where(entity => !obstacles.ContainsKey(entity))])], obstacles);
    }

    // Another sweep of the run may have taken a dependent between the look at Port and the look at the ledger, which
    // then knows it no more. Such a one is not at Port any longer either.
    private async Task<IReadOnlyDictionary<EntityKey, string>> SparedAsync(
        IReadOnlyCollection<EntityKey> level, List<EntityKey> found, Guid? runId, CancellationToken cancellationToken)
    {
        var spared = await doomed.SparedAsync(found, runId, cancellationToken);
        if (spared.Count == 0)
        {
            return spared;
        }

        var still = (await dependents.FindAsync(level, cancellationToken)).SelectMany(target => target).ToHashSet();
        return spared.Where(entity => still.Contains(entity.Key)).ToDictionary();
    }

    // What stays keeps what it relates to, and so on.
    private static Dictionary<EntityKey, string> Spread(Dictionary<EntityKey, string> spared, List<(EntityKey Target, EntityKey Dependent)> edges)
    {
        var targets = edges.ToLookup(edge => edge.Dependent, edge => edge.Target);
        var obstacles = new Dictionary<EntityKey, string>(spared);
        var open = new Queue<EntityKey>(spared.Keys);
        while (open.TryDequeue(out var kept))
        {
            foreach (var target in targets[kept])
            {
                var reason = $"{kept.Blueprint}/{kept.Identifier} relates to it and {spared.GetValueOrDefault(kept, "stays")}";
                if (obstacles.TryAdd(target, reason))
                {
                    open.Enqueue(target);
                }
            }
        }

        return obstacles;
    }
}
