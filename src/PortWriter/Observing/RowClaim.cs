using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>Weighs what was observed against the row, and claims the row for what has to be written.</summary>
internal static class RowClaim
{
    /// <summary>The row as it is to be; null when it is left as it is. The verdict is noted on the work.</summary>
    public static ResourceRow? Weigh(ResourceWork work, Observation observation, ResourceRow row)
    {
        if (!observation.Order.Covers(row.Claimed))
        {
            work.Decide(row.Claimed.Covers(observation.Order) ? Verdict.Stale : Verdict.Unordered, row);
            return null;
        }

        if (IsUnchanged(work.Seen, observation, row))
        {
            work.Decide(Verdict.Unchanged, row);
            return null;
        }

        var before = row.Contributions.ToDictionary(made => made.Entity);
        List<EntityWork> entities = [.. work.Seen.Entities.Select(entity => Begin(entity, before.GetValueOrDefault(entity.Key), work.Key, row.IsOpen, observation))];
        var made = work.Seen.Entities.Select(entity => entity.Key).ToHashSet();
        List<Contribution> leaving = [.. row.Contributions.Where(contribution => !made.Contains(contribution.Entity))];
        work.Claim(row, entities, leaving);
        return row with
        {
            Claimed = observation.Order,
            IsPresent = work.Seen.IsPresent,
            IsDoubtful = row.IsDoubtful || (row.IsOpen && MayBeOvertaken(row, entities, made)),
            Contributions = [.. entities.Select(entity => entity.Intended()), .. leaving.Select(contribution => Leave(contribution, work.Seen))],
        };
    }

    /// <summary>A contribution that is not made any more, unless a fault hides whether it is.</summary>
    public static Contribution Leave(Contribution contribution, ObservedResource seen) =>
        seen.IsFaulted ? contribution : contribution.With(ContributionState.Dropped);

    private static bool IsUnchanged(ObservedResource seen, Observation observation, ResourceRow row)
    {
        if (row.IsOpen || row.IsDoubtful || (observation.WritesEverything && seen.Entities.Count > 0))
        {
            return false;
        }

        // A page needs no row for what makes nothing: the scope's mark tells a late message that it is late.
        return row.IsUnknown
            ? seen.Entities.Count == 0 && observation.Listing is not null
            : row.IsPresent == seen.IsPresent && (seen.IsPresent || row.Claimed == observation.Order) && MakesTheSame(seen, row);
    }

    private static bool MakesTheSame(ObservedResource seen, ResourceRow row)
    {
        var kept = row.Contributions.Where(made => !made.IsDropped).ToList();
        if (seen.IsFaulted ? kept.Count < seen.Entities.Count : kept.Count != seen.Entities.Count)
        {
            return false;
        }

        // Nearly always both are in the order of the mapping.
        if (seen.Entities.Zip(kept).All(pair => IsSame(pair.First, pair.Second)))
        {
            return true;
        }

        var byEntity = kept.ToDictionary(made => made.Entity);
        return seen.Entities.All(entity => byEntity.TryGetValue(entity.Key, out var made) && IsSame(entity, made));
    }

    private static bool IsSame(ObservedEntity entity, Contribution made) =>
        made.Entity == entity.Key
        && made.Block == entity.Block
        && made.Hash == entity.Hash
        && !entity.IsSearched
        && (made.State & (ContributionState.Confirmed | ContributionState.Shadowed)) != 0;

    private static EntityWork Begin(ObservedEntity entity, Contribution? before, RowKey row, bool isOpen, Observation observation)
    {
        // Somebody may be deleting what is dropped in a row that is open.
        var isThere = before is { IsConfirmed: true } && before.Hash == entity.Hash && !(isOpen && before.IsDropped);
        return new EntityWork(entity, before, row)
        {
            Fate = isThere && !entity.IsSearched && !observation.WritesEverything ? EntityFate.Unchanged : EntityFate.Pending,
        };
    }

    // The writer of an open claim may still be at work, or have broken down with a request under way. Only where it
    // meant the same does it not matter which of the two requests Port sees last.
    private static bool MayBeOvertaken(ResourceRow row, List<EntityWork> entities, HashSet<EntityKey> made) =>
        entities.Exists(entity => entity.Before is { } before && (before.IsDropped || before.Hash != entity.Observed.Hash))
        || row.Contributions.Any(contribution => !contribution.IsDropped && !contribution.IsConfirmed && !made.Contains(contribution.Entity));
}
