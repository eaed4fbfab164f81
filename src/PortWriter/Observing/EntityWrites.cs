using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Bulk;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// Writes the entities of claimed resources, as far as no other contributor comes before. Who contributes is noted
/// before it is looked at, and looked at again after the write: of two that write one entity at a time, one sees the
/// other.
/// </summary>
internal sealed class EntityWrites(EntityLedger ledger, SearchedBlueprints searched, BulkWriter bulk, Adoption adoption)
{
    public async Task WriteAsync(
        Observation observation, IReadOnlyList<EntityWork> entities, Repairs repairs, CancellationToken cancellationToken)
    {
        await NoteAsync(entities, cancellationToken);
        await YieldAsync([.. entities.Where(IsContestable)], repairs, cancellationToken);
        foreach (var blueprint in entities.Where(entity => EntityDeletions.IsSearch(entity.Key)).Select(entity => entity.Key.Blueprint).Distinct())
        {
            await searched.AddAsync(blueprint, cancellationToken);
        }

        await adoption.AdoptAsync(observation, entities, cancellationToken);
        var pending = entities.Where(entity => entity.Fate == EntityFate.Pending).ToList();
        pending.ForEach(entity => entity.WasSent = true);
        if (observation.Circle is { } circle)
        {
            var bare = pending.Select(entity => circle.Bare(entity.Key)).OfType<MappedEntity>().ToList();
            await bulk.WriteAsync(bare, observation.Options, observation.RunId, cancellationToken);
            await circle.MeetAsync(cancellationToken);
        }

        var outcomes = await bulk.WriteAsync(
            [.. pending.Select(entity => entity.Observed.Entity)], observation.Options, observation.RunId, cancellationToken);
        CallTally.Add(outcomes.Sum(outcome => outcome.Calls), outcomes.Sum(outcome => outcome.Retries));
        foreach (var (entity, outcome) in pending.Zip(outcomes))
        {
            entity.Fate = outcome.Written ? EntityFate.Written : EntityFate.Rejected;
            entity.IsCreated = outcome.Created;
            entity.Refusal = outcome.Written ? null : outcome;
        }

        await YieldAsync([.. pending.Where(entity => entity.Fate == EntityFate.Written)], repairs, cancellationToken);
    }

    private static bool IsContestable(EntityWork entity) => entity.Fate == EntityFate.Pending || entity.WasOpen || HasMoved(entity);

    private async Task NoteAsync(IReadOnlyList<EntityWork> entities, CancellationToken cancellationToken)
    {
        var fresh = entities.Where(entity => !entity.IsNoted).ToList();
        await ledger.PutAsync([.. fresh.Select(entity => (entity.Key, Contributor(entity, entity.Observed.Block)))], cancellationToken);
        List<(EntityKey Entity, Contributor Contributor)> moved =
            [.. fresh.Where(HasMoved).Select(entity => (entity.Key, Contributor(entity, entity.Before!.Block)))];
        var found = await ledger.FindAsync(moved, cancellationToken);
        await ledger.RemoveAsync(
            [.. moved.Zip(found).Where(pair => pair.Second is not null).Select(pair => (pair.First.Entity, pair.Second!))], cancellationToken);
    }

    // Gives way to contributors that come before. What this one wrote until now, they have to write.
    private async Task YieldAsync(IReadOnlyList<EntityWork> entities, Repairs repairs, CancellationToken cancellationToken)
    {
        var standings = await ledger.StandingsAsync([.. entities.Select(entity => entity.Key)], cancellationToken);
        foreach (var entity in entities)
        {
            var standing = standings[entity.Key];
            if (IsLeftOver(entity, standing.Winner))
            {
                standing = await ForgetAsync(entity, standing, repairs, cancellationToken);
            }

            if (standing.Winner is { } winner && winner.Row != entity.Row)
            {
                Yield(entity, winner, repairs);
            }
        }
    }

    // A write that broke down between noting a new block and forgetting the old one has left the old one behind. Others
    // may have given way to it.
    private async Task<Standing> ForgetAsync(EntityWork entity, Standing standing, Repairs repairs, CancellationToken cancellationToken)
    {
        while (IsLeftOver(entity, standing.Winner))
        {
            if (standing.Next is { } heir && heir.Row != entity.Row)
            {
                repairs.HandOver(entity.Key, heir.Row);
                await repairs.FlushAsync(cancellationToken);
            }

            await ledger.RemoveAsync([(entity.Key, standing.Winner!)], cancellationToken);
            standing = (await ledger.StandingsAsync([entity.Key], cancellationToken))[entity.Key];
        }

        return standing;
    }

    private static bool IsLeftOver(EntityWork entity, Contributor? winner) =>
        winner is not null && winner.Row == entity.Row && winner.Block != entity.Observed.Block;

    private static void Yield(EntityWork entity, Contributor winner, Repairs repairs)
    {
        if (entity.MayHaveWritten)
        {
            repairs.HandOver(entity.Key, winner.Row);
        }

        entity.Fate = EntityFate.Shadowed;
        entity.Winner = winner;
    }

    private static bool HasMoved(EntityWork entity) => entity.Before is { } before && before.Block != entity.Observed.Block;

    private static Contributor Contributor(EntityWork entity, int block) => new(entity.Row, block, IsRemoving: false, Version: 0);
}
