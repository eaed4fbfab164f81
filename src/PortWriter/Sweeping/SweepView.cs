using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>A scope as its complete listing showed it.</summary>
/// <param name="Sweep">The order to sweep it.</param>
/// <param name="Seen">What the listing showed.</param>
internal sealed record SweepView(SweepScope Sweep, SeenResources Seen)
{
    /// <summary>Whether entities of blocks that left the mapping may go.</summary>
    public bool TakesRetired => Seen.AllowsDeletes;

    /// <summary>Whether the entities of a scope that is not listed any more stay.</summary>
    public bool KeepsLeft => Seen.Left is { IsReplaced: false } left && !(left.MayDelete && Seen.AllowsDeletes);

    /// <summary>Whether all that goes, or would, goes by a change of mapping, filter or organisation.</summary>
    public bool IsMappingChange => Seen.Left is { IsReplaced: false };

    /// <summary>A sweep observes as of the first page: what was observed later may have come too late for the listing.</summary>
    public ObservationOrder Order { get; } = new(Sweep.MappingVersion, Seen.FirstTicket);

    public SweepClass Classify(StoredRow stored)
    {
        var row = stored.Row;
        if (KeepsLeft)
        {
            return SweepClass.Kept;
        }

        if (Seen.Contains(stored.Key.Identifier))
        {
            return !row.IsOpen && row.Contributions.Any(IsTaken) ? SweepClass.Dropped : SweepClass.Kept;
        }

        return Order.Covers(row.Claimed) && (row.IsPresent || row.Contributions.Any(made => !made.IsTaken)) ? SweepClass.Gone : SweepClass.Kept;
    }

    /// <summary>Whether a contribution of a resource that is there is to go.</summary>
    public bool IsTaken(Contribution contribution) => !contribution.IsTaken && (contribution.State.HasFlag(ContributionState.Retired)
        ? TakesRetired
        : contribution.State.HasFlag(ContributionState.Dropped));

    /// <summary>
    /// Whether a resource that came too late for the listing was mapped by a process which did not know the mapping of the
    /// run yet.
    /// </summary>
    public bool IsOutdated(StoredRow stored) =>
        Seen.Left is null && stored.Row.IsPresent && ObservationOrder.CompareVersions(stored.Row.Claimed.MappingVersion, Sweep.MappingVersion) < 0
        && !Seen.Contains(stored.Key.Identifier) && Classify(stored) == SweepClass.Kept;

    /// <summary>
    /// Whether a sweep of the same listing claimed a row before and died, and the row is not its to take any more: what it
    /// took away may be made again.
    /// </summary>
    public bool IsAbandoned(StoredRow stored) => stored.Row.DoomedBy != Sweep.RunId && stored.Row.HasClaimOf(Order);
}
