using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>Counts what a sweep would take.</summary>
internal sealed class SweepTally(SweepView view, PortWriterOptions options)
{
    /// <summary>Entities of the scope.</summary>
    public long Entities { get; private set; }

    /// <summary>Of these, the ones of resources that are gone.</summary>
    public long Gone { get; private set; }

    /// <summary>Of these, the ones that resources make no longer.</summary>
    public long Dropped { get; private set; }

    /// <summary>Entities of blocks that left the mapping, or all of a scope that is not listed any more.</summary>
    public long MappingChanges { get; private set; }

    /// <summary>The rows of which something goes.</summary>
    public List<StoredRow> Rows { get; } = [];

    /// <summary>The rows that an older mapping made after the listing had passed.</summary>
    public List<RowKey> Outdated { get; } = [];

    /// <summary>The rows over which an earlier try to sweep them died, and that are others' now.</summary>
    public List<StoredRow> Abandoned { get; } = [];

    /// <summary>
    /// Why the sweep is held; null when it is not. A scope that lists nothing at all is swept only after it did so for
    /// an hour, and then may lose everything.
    /// </summary>
    public string? Guard => view.Seen.Count > 0 && Gone > options.SweepCount && Gone > options.SweepShare * Entities
        ? $"{Gone} of {Entities} entities would go, more than {options.SweepShare:P0} and more than {options.SweepCount}; if they are gone, PIPELINE__SWEEP__MAX_PERCENT=100 lets a run delete them"
        : null;

    /// <summary>What is kept because it left with the mapping, a filter or the organisation; null when nothing is.</summary>
    public string? KeptNote => MappingChanges == 0 ? null
        : view.KeepsLeft ? $"{MappingChanges} entities are kept: {view.Seen.Left!.Reason}{(view.Seen.Left.MayDelete ? "; --allow-deletes deletes them" : string.Empty)}"
        : view.IsMappingChange || view.TakesRetired ? null
        : $"{MappingChanges} entities are kept: their block left the mapping; --allow-deletes deletes them";

    public void Add(StoredRow stored)
    {
        var row = stored.Row;
        var verdict = view.Classify(stored);
        var made = row.Contributions.Where(contribution => !contribution.IsTaken).ToList();
        Entities += made.Count;
        MappingChanges += view.IsMappingChange ? made.Count
            : verdict == SweepClass.Gone ? 0
            : made.Count(contribution => contribution.State.HasFlag(ContributionState.Retired));
        if (view.IsOutdated(stored))
        {
            Outdated.Add(stored.Key);
        }

        if (view.IsAbandoned(stored))
        {
            Abandoned.Add(stored);
        }

        switch (verdict)
        {
            case SweepClass.Gone:
                Gone += made.Count;
                Rows.Add(stored);
                break;
            case SweepClass.Dropped:
                Dropped += row.Contributions.Count(view.IsTaken);
                Rows.Add(stored);
                break;
            default:
                break;
        }
    }
}
