using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>Says in the row what became of a claim.</summary>
internal static class Confirmation
{
    /// <summary>
    /// Whether the resource has to be written once more: somebody claimed it meanwhile, or before, and which of the two
    /// writes Port saw last is not known.
    /// </summary>
    public static bool NeedsRepair(ResourceWork work, Observation observation, ResourceRow row) =>
        row.Claimed != observation.Order ? Touched(work).Any() : row.IsDoubtful;

    /// <summary>The row as it is to be; null to leave it.</summary>
    public static ResourceRow? Settle(ResourceWork work, Observation observation, ResourceRow row)
    {
        if (row.Claimed != observation.Order)
        {
            return Touched(work).Any() ? Overtaken(work, observation, row) : null;
        }

        var settled = row with
        {
            Confirmed = observation.Order,
            IsDoubtful = false,
            DoomedBy = null,
            Contributions = [.. work.Entities.Select(entity => entity.Settled()), .. Remaining(work, row.IsDoubtful)],
        };
        return row.IsDoubtful ? settled.Doubting(work.Entities.Select(entity => entity.Key).ToHashSet()) : settled;
    }

    // What this writer wrote may have come after what the later one did. An entity that the later one took away, or never
    // knew of, may be at Port now: it is to be taken away once more.
    private static ResourceRow Overtaken(ResourceWork work, Observation observation, ResourceRow row)
    {
        var touched = Touched(work).DistinctBy(contribution => contribution.Entity).ToList();
        var known = row.Contributions.Select(made => made.Entity).ToHashSet();
        var doubted = row.Doubting(touched.Select(contribution => contribution.Entity).ToHashSet());
        return doubted with
        {
            Claimed = row.IsUnknown ? observation.Order : row.Claimed,
            Confirmed = row.IsUnknown ? observation.Order : row.Confirmed,
            Contributions =
            [
                .. doubted.Contributions,
                .. touched.Where(contribution => !known.Contains(contribution.Entity))
                    .Select(contribution => contribution.With(ContributionState.Dropped, cleared: ContributionState.Confirmed)),
            ],
        };
    }

    private static IEnumerable<Contribution> Touched(ResourceWork work) => work.Entities
        .Where(entity => entity.Fate is EntityFate.Written or EntityFate.Rejected || entity.WasSent)
        .Select(entity => entity.Settled())
        .Concat(work.Leaving.Where(contribution => work.Left.Contains(contribution.Entity)));

    // While an older write may still reach Port, what left may come back: it is taken away once more.
    private static IEnumerable<Contribution> Remaining(ResourceWork work, bool isDoubtful) => work.Leaving
        .Where(contribution => isDoubtful || !work.Left.Contains(contribution.Entity))
        .Select(contribution => work.MayLeave ? RowClaim.Leave(contribution, work.Seen) : contribution);
}
