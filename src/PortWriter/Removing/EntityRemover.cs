using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Removing;

/// <summary>
/// Takes rows away from the entities they made. An entity is deleted when its last contributor goes; one that others
/// make too is theirs to write. That a contributor is about to go is noted before the entity is deleted, and who
/// contributes is looked at again afterwards: of a deletion and a write at a time, one sees the other.
/// </summary>
internal sealed class EntityRemover(EntityLedger ledger, ResourceLedger rows, DeletionPlanner planner, EntityDeletions deletions)
{
    /// <summary>Removes, as far as nothing stands in the way; each departure says what became of it. Answers how many entities were deleted.</summary>
    public async Task<int> RemoveAsync(
        IReadOnlyList<Departure> departures, RemovalRules rules, Repairs repairs, CancellationToken cancellationToken)
    {
        if (departures.Count == 0)
        {
            return 0;
        }

        await MarkAsync(departures, cancellationToken);
        var leaving = departures.Where(departure => departure.Mark is not null).ToLookup(departure => departure.Entity);
        var orphans = await HandOverAsync(leaving, repairs, cancellationToken);
        var plan = await planner.PlanAsync(orphans, rules.RunId, cancellationToken);
        var result = await deletions.DeleteAsync(plan, rules, repairs, cancellationToken);
        foreach (var entity in orphans)
        {
            var obstacle = plan.Obstacles.GetValueOrDefault(entity) ?? result.Refused.GetValueOrDefault(entity);
            foreach (var departure in leaving[entity])
            {
                departure.Obstacle = obstacle;
            }
        }

        await repairs.FlushAsync(cancellationToken);
        await ForgetAsync(departures, cancellationToken);

        // What an earlier try deleted before it broke down, nobody has counted.
        return result.Deleted + orphans.Count(entity => result.IsAbsent(entity) && leaving[entity].Any(departure => departure.IsResumed));
    }

    private async Task MarkAsync(IReadOnlyList<Departure> departures, CancellationToken cancellationToken)
    {
        var marks = departures.Select(departure => (departure.Entity, departure.Contributor)).ToList();
        var before = await ledger.FindAsync(marks, cancellationToken);
        foreach (var (departure, known) in departures.Zip(before))
        {
            departure.IsResumed |= known is { IsRemoving: true };
        }

        await ledger.PutAsync(
            [.. marks.Zip(before).Select(pair => (pair.First.Entity, pair.First.Contributor with { Version = pair.Second?.Version ?? 0 }))],
            cancellationToken);
        var after = await ledger.FindAsync(marks, cancellationToken);
        foreach (var (departure, mark) in departures.Zip(after))
        {
            departure.Mark = mark is { IsRemoving: true } ? mark : null;
        }
    }

    // Entities that others make too are theirs. The rest has nobody left.
    private async Task<IReadOnlyCollection<EntityKey>> HandOverAsync(
        ILookup<EntityKey, Departure> leaving, Repairs repairs, CancellationToken cancellationToken)
    {
        List<EntityKey> orphans = [];
        var standings = await ledger.StandingsAsync([.. leaving.Select(entity => entity.Key)], cancellationToken);
        foreach (var entity in leaving)
        {
            if (await RealWinnerAsync(entity.Key, standings[entity.Key].Winner, cancellationToken) is not { } heir)
            {
                orphans.Add(entity.Key);
            }
            else if (entity.Any(departure => departure.IsResumed || departure.MayHaveWritten || EntityLedger.Precedes(departure.Contributor, heir)))
            {
                repairs.HandOver(entity.Key, heir.Row);
            }
        }

        // Port is not asked for what it found by a search: no search creates an entity.
        return [.. orphans.Where(entity => !EntityDeletions.IsSearch(entity))];
    }

    // A contributor whose row knows nothing of the entity is left over from a write that broke down.
    private async Task<Contributor?> RealWinnerAsync(EntityKey entity, Contributor? winner, CancellationToken cancellationToken)
    {
        while (winner is not null)
        {
            var row = (await rows.ReadAsync([winner.Row], cancellationToken))[0].Row;
            if (row.Contributions.Any(made => made.Entity == entity))
            {
                return winner;
            }

            await ledger.RemoveAsync([(entity, winner)], cancellationToken);
            winner = (await ledger.StandingsAsync([entity], cancellationToken))[entity].Winner;
        }

        return null;
    }

    private async Task ForgetAsync(IReadOnlyList<Departure> departures, CancellationToken cancellationToken)
    {
        await ledger.RemoveAsync(
            [.. departures.Where(departure => departure.HasLeft).Select(departure => (departure.Entity, departure.Mark!))], cancellationToken);
        await ledger.PutAsync(
            [.. departures.Where(departure => departure.Obstacle is not null).Select(departure => (departure.Entity, departure.Mark! with { IsRemoving = false }))],
            cancellationToken);
    }
}
