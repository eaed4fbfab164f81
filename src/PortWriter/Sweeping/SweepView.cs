using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>A scope as its complete listing showed it.</summary>
/// <param name="Sweep">The order to sweep it.</param>
/// <param name="Seen">What the listing showed.</param>
/// <param name="TakesRetired">Whether entities of blocks that left the mapping may go.</param>
internal sealed record SweepView(SweepScope Sweep, SeenResources Seen, bool TakesRetired)
{
    /// <summary>A sweep observes as of the first page: what was observed later may have come too late for the listing.</summary>
    public ObservationOrder Order { get; } = new(Sweep.MappingVersion, Seen.FirstTicket);

    public SweepClass Classify(StoredRow stored)
    {
        var row = stored.Row;
        if (Seen.Contains(stored.Key.Identifier))
        {
            return !row.IsOpen && row.Contributions.Any(IsTaken) ? SweepClass.Dropped : SweepClass.Kept;
        }

        return Order.Covers(row.Claimed) && (row.IsPresent || row.Contributions.Count > 0) ? SweepClass.Gone : SweepClass.Kept;
    }

    /// <summary>Whether a contribution of a resource that is there is to go.</summary>
    public bool IsTaken(Contribution contribution) => contribution.State.HasFlag(ContributionState.Retired)
        ? TakesRetired
        : contribution.State.HasFlag(ContributionState.Dropped);
}
