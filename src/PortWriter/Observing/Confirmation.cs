using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// Says in the row what became of a claim. Whoever was undisturbed confirms and takes its claim back in one write. One that
/// was overtaken leaves the doubt to the later writer, while that is at work. Anyone else puts what it touched in doubt, has
/// the resource fetched again, and only then takes its claim back: whatever dies in between leaves a claim by which the
/// redelivered message knows.
/// </summary>
internal static class Confirmation
{
    /// <summary>The row as it is to be, and whether the claim stays until the resource was asked for again.</summary>
    public static (ResourceRow Row, bool Asks) Settle(ResourceWork work, Observation observation, ResourceRow row)
    {
        if (row.Claimed != observation.Order)
        {
            // Of a number of writers that overtake each other one asks: else each question would raise two.
            return Touched(work).Any()
                ? row.IsOpen ? (RowClaims.Without(Overtaken(work, observation, row), work.Token), false) : (Overtaken(work, observation, row), true)
                : (RowClaims.Without(row, work.Token), false);
        }

        return RowClaims.Find(row, work.Token) is { IsDoubted: false }
            ? (RowClaims.Without(Settled(work, observation, row, work.Left), work.Token), false)
            : (Doubted(Settled(work, observation, row, left: [])), true);
    }

    private static ResourceRow Doubted(ResourceRow row) => row.Doubting(row.Contributions.Select(made => made.Entity).ToHashSet());

    // In doubt nothing is taken for gone: it may come back, and is taken away once more.
    private static ResourceRow Settled(ResourceWork work, Observation observation, ResourceRow row, HashSet<EntityKey> left) => row with
    {
        Confirmed = observation.Order,
        DoomedBy = null,
        WrittenIn = observation.RunId ?? row.WrittenIn,
        Contributions = [.. work.Entities.Select(entity => entity.Settled()), .. Rest(work, row, left)],
    };

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

    // What it does not make: departing, departed, and what others noted meanwhile.
    private static IEnumerable<Contribution> Rest(ResourceWork work, ResourceRow row, HashSet<EntityKey> left)
    {
        var known = work.Entities.Select(entity => entity.Key).Concat(work.Leaving.Select(made => made.Entity)).ToHashSet();
        return work.Leaving
            .Select(made => left.Contains(made.Entity) ? RowClaims.Taken(made) : work.MayLeave ? RowClaim.Leave(made, work.Seen) : made)
            .Concat(row.Contributions.Where(made => !known.Contains(made.Entity)));
    }
}
