using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// What has to be taken for possible when a message comes whose order somebody claimed before and did not take back: that
/// writer died, and whatever it meant to write or to take away may have reached Port after all that was written since.
/// </summary>
internal static class Suspicion
{
    /// <summary>The row with all that the dead writer may have touched in doubt; what the row does not know is to be taken away.</summary>
    public static ResourceRow Of(ResourceRow row, IReadOnlyList<ObservedEntity> written)
    {
        var known = row.Contributions.Select(made => made.Entity).ToHashSet();
        var unknown = written.Where(entity => !known.Contains(entity.Key))
            .Select(entity => new Contribution(entity.Block, entity.Key, entity.Hash, ContributionState.Dropped));
        var doubted = row.Doubting(known);
        return doubted with { Contributions = [.. doubted.Contributions, .. unknown] };
    }
}
