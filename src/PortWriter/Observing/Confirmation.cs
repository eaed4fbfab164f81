using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>Says in the row what became of a claim.</summary>
internal static class Confirmation
{
    /// <summary>The row as it is to be; null to leave it.</summary>
    public static ResourceRow? Settle(ResourceWork work, Observation observation, StoredRow current, Repairs repairs)
    {
        var row = current.Row;
        var touched = Touched(work);
        if (row.Claimed != observation.Order)
        {
            // Somebody claimed it meanwhile. Which of the two writes Port saw last is not known.
            if (touched.Count == 0)
            {
                return null;
            }

            repairs.Ask(work.Key, ChangeCause.Repair);
            return row.Doubting(touched);
        }

        var settled = row with
        {
            Confirmed = observation.Order,
            IsDoubtful = false,
            Contributions = [.. work.Entities.Select(entity => entity.Settled()), .. Remaining(work)],
        };
        if (!row.IsDoubtful)
        {
            return settled;
        }

        repairs.Ask(work.Key, ChangeCause.Repair);
        return settled.Doubting(work.Entities.Select(entity => entity.Key).ToHashSet());
    }

    private static HashSet<EntityKey> Touched(ResourceWork work) =>
    [
        .. work.Entities.Where(entity => entity.Fate is EntityFate.Written or EntityFate.Rejected).Select(entity => entity.Key),
        .. work.Left,
    ];

    private static IEnumerable<Contribution> Remaining(ResourceWork work) => work.Leaving
        .Where(contribution => !work.Left.Contains(contribution.Entity))
        .Select(contribution => work.MayLeave ? RowClaim.Leave(contribution, work.Seen) : contribution);
}
