namespace Pipeline.Ledger.Resources;

/// <summary>What the ledger knows of a resource, as one scope shows it.</summary>
public sealed record ResourceRow
{
    /// <summary>A resource nobody observed yet.</summary>
    public static readonly ResourceRow Unknown = new() { Claimed = ObservationOrder.None, Confirmed = ObservationOrder.None };

    /// <summary>The latest observation that is, or was, being written.</summary>
    public required ObservationOrder Claimed { get; init; }

    /// <summary>The latest observation whose writing ended.</summary>
    public required ObservationOrder Confirmed { get; init; }

    /// <summary>Whether the resource exists.</summary>
    public bool IsPresent { get; init; }

    /// <summary>
    /// Whether an older write with other content may still reach Port: after the next confirmation the resource is
    /// fetched and written again.
    /// </summary>
    public bool IsDoubtful { get; init; }

    /// <summary>The run whose sweep is to take what is dropped of it, or all of it; null when none is.</summary>
    public Guid? DoomedBy { get; init; }

    /// <summary>The entities it makes, or made and that are not gone from Port yet.</summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    /// <summary>Whether nobody observed it yet.</summary>
    public bool IsUnknown => Claimed == ObservationOrder.None;

    /// <summary>Whether a writer is at work on it, or broke down over it.</summary>
    public bool IsOpen => Claimed != Confirmed;

    /// <summary>
    /// The row with some entities unconfirmed: whoever writes next, writes them. A writer that is at work is told by the
    /// doubt, since its confirmation would undo the rest.
    /// </summary>
    public ResourceRow Doubting(IReadOnlySet<EntityKey> entities) => this with
    {
        IsDoubtful = IsDoubtful || IsOpen,
        Contributions =
        [
            .. Contributions.Select(contribution => entities.Contains(contribution.Entity)
                ? contribution.With(ContributionState.None, cleared: ContributionState.Confirmed | ContributionState.Shadowed)
                : contribution),
        ],
    };
}
