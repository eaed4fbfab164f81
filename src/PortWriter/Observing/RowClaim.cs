using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Mappings;

namespace Pipeline.PortWriter.Observing;

/// <summary>Weighs what was observed against the row, and claims the row for what has to be written.</summary>
internal static class RowClaim
{
    /// <summary>The row as it is to be; null when it is left as it is. The verdict is noted on the work.</summary>
    public static ResourceRow? Weigh(ResourceWork work, Observation observation, ResourceRow row, LeftBlocks left)
    {
        if (observation.RunId is not null && row.WrittenIn == observation.RunId)
        {
            // The same listing, delivered or listed again, wrote it in this run already, after what Port held was read.
            observation = observation with { Snapshot = null, WritesEverything = false };
        }

        var wasClaimed = row.HasClaimOf(observation.Order);
        if (!observation.Order.Covers(row.Claimed))
        {
            work.Decide(row.Claimed.Covers(observation.Order) ? Verdict.Stale : Verdict.Unordered, row, wasClaimed);
            return wasClaimed ? Suspicion.Of(row, work.Seen.Entities) : null;
        }

        if (!wasClaimed && IsUnchanged(work.Seen, observation, row))
        {
            work.Decide(Verdict.Unchanged, row);
            return observation.Listing is null ? Raised(row, observation.Order, left) : null;
        }

        return Claimed(work, observation, row, left, wasOpen: row.IsOpen || wasClaimed);
    }

    // Where another delivery of the same message is at work, or died, what it took away may be others' since: it is taken
    // away once more, which tells them.
    private static ResourceRow Claimed(ResourceWork work, Observation observation, ResourceRow row, LeftBlocks left, bool wasOpen)
    {
        var before = row.Contributions.ToDictionary(made => made.Entity);
        List<EntityWork> entities = [.. work.Seen.Entities.Select(entity => Begin(entity, before.GetValueOrDefault(entity.Key), work.Key, wasOpen, row.Claims.Count > 0, observation))];
        var made = work.Seen.Entities.Select(entity => entity.Key).ToHashSet();
        var others = row.Contributions.Where(contribution => !made.Contains(contribution.Entity)).ToLookup(contribution => contribution.IsTaken && !wasOpen);
        List<Contribution> leaving = [.. others[false].Select(contribution => Date(contribution, row, left).With(ContributionState.None, cleared: ContributionState.Taken))];
        work.Claim(row, entities, leaving, wasOpen);
        return row with
        {
            Claimed = observation.Order,
            IsPresent = work.Seen.IsPresent,
            DoomedBy = observation.RemovesAtOnce && observation.RunId == row.DoomedBy ? row.DoomedBy : null,
            Claims = RowClaims.With(row, work.Token, observation.Order, work.StartedAt),
            Contributions = [.. entities.Select(entity => entity.Intended()), .. leaving.Select(contribution => Leave(contribution, work.Seen)), .. others[true]],
        };
    }

    // The mark of its scope says that a page was compared. What is live says so in the row, or else an older message that
    // comes afterwards, a deletion say, would be taken for the latest.
    private static ResourceRow? Raised(ResourceRow row, ObservationOrder order, LeftBlocks left) => row.Claimed == order ? null : row with
    {
        Claimed = order,
        Confirmed = order,
        Contributions = [.. row.Contributions.Select(made => made.IsDropped ? Date(made, row, left) : made with { MappingVersion = null })],
    };

    /// <summary>A contribution that is not made any more, unless a fault hides whether it is.</summary>
    public static Contribution Leave(Contribution contribution, ObservedResource seen) =>
        seen.IsFaulted || contribution.State.HasFlag(ContributionState.Retired) ? contribution : contribution.With(ContributionState.Dropped);

    // What stays from an older mapping keeps that mapping's block, and says whether the block is still there.
    private static Contribution Date(Contribution contribution, ResourceRow row, LeftBlocks left)
    {
        var version = contribution.MappingVersion ?? row.Claimed.MappingVersion;
        var dated = version == left.Current ? contribution with { MappingVersion = null } : contribution with { MappingVersion = version };
        return dated.With(
            left.Contains(version, contribution.Block) ? ContributionState.Retired : ContributionState.None, cleared: ContributionState.Retired);
    }

    private static bool IsUnchanged(ObservedResource seen, Observation observation, ResourceRow row)
    {
        if (row.IsOpen || (observation.WritesEverything && seen.Entities.Count > 0) || MayRemove(observation, row))
        {
            return false;
        }

        // A page needs no row for what makes nothing: the scope's mark tells a late message that it is late.
        return row.IsUnknown
            ? seen.Entities.Count == 0 && observation.Listing is not null
            : row.IsPresent == seen.IsPresent && (seen.IsPresent || (row.Claimed == observation.Order && row.Contributions.All(made => made.IsTaken))) && MakesTheSame(seen, observation, row);
    }

    // What was left for a sweep, a live observation takes away.
    private static bool MayRemove(Observation observation, ResourceRow row) => observation.RemovesAtOnce
        && row.Contributions.Any(made => made.IsDropped && !made.IsTaken && (observation.RemovesRetired || !made.State.HasFlag(ContributionState.Retired)));

    private static bool MakesTheSame(ObservedResource seen, Observation observation, ResourceRow row)
    {
        var kept = row.Contributions.Where(made => !made.IsDropped).ToList();
        if (seen.IsFaulted ? kept.Count < seen.Entities.Count : kept.Count != seen.Entities.Count)
        {
            return false;
        }

        // Nearly always both are in the order of the mapping.
        if (seen.Entities.Zip(kept).All(pair => IsSame(pair.First, pair.Second, observation)))
        {
            return true;
        }

        var byEntity = kept.ToDictionary(made => made.Entity);
        return seen.Entities.All(entity => byEntity.TryGetValue(entity.Key, out var made) && IsSame(entity, made, observation));
    }

    private static bool IsSame(ObservedEntity entity, Contribution made, Observation observation) =>
        made.Entity == entity.Key
        && made.Block == entity.Block
        && made.Hash == entity.Hash
        && !entity.IsSearched
        && (made.State.HasFlag(ContributionState.Shadowed) || (made.IsConfirmed && observation.MayHold(entity.Key)));

    private static EntityWork Begin(ObservedEntity entity, Contribution? before, RowKey row, bool wasOpen, bool isClaimed, Observation observation)
    {
        // Somebody may be deleting what is dropped in a row that is claimed.
        var isThere = before is { IsConfirmed: true } && before.Hash == entity.Hash && !(isClaimed && before.IsDropped) && observation.MayHold(entity.Key);
        return new EntityWork(entity, before, row)
        {
            WasOpen = wasOpen,
            Fate = isThere && !entity.IsSearched && !observation.WritesEverything ? EntityFate.Unchanged : EntityFate.Pending,
        };
    }
}
