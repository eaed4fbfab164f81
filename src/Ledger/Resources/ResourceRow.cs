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

    /// <summary>Writers that are at work on it, and those that broke down over it; the newest last.</summary>
    public IReadOnlyList<OpenClaim> Claims { get; init; } = [];

    /// <summary>The run whose sweep is to take what is dropped of it, or all of it; null when none is.</summary>
    public Guid? DoomedBy { get; init; }

    /// <summary>
    /// The run in which a listing was last written into it: what Port held before that run says nothing of it any more. Null
    /// when only live observations were, and for rows of an earlier version.
    /// </summary>
    public Guid? WrittenIn { get; init; }

    /// <summary>The entities it makes, or made and that are not gone from Port yet.</summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    /// <summary>Whether nobody observed it yet.</summary>
    public bool IsUnknown => Claimed == ObservationOrder.None;

    /// <summary>Whether nobody finished writing what was claimed last.</summary>
    public bool IsOpen => Claimed != Confirmed;

    /// <summary>Whether a writer of this very observation is at work, or broke down: then what it meant to write may reach Port at any time.</summary>
    public bool HasClaimOf(ObservationOrder order) => Claims.Any(claim => claim.Order == order);

    /// <summary>
    /// The row with some entities unconfirmed: whoever writes next, writes them, or takes them away once more. Writers
    /// that are at work are told by the doubt, since their confirmation would undo the rest.
    /// </summary>
    public ResourceRow Doubting(IReadOnlySet<EntityKey> entities) => this with
    {
        Claims = [.. Claims.Select(claim => claim with { IsDoubted = true })],
        Contributions =
        [
            .. Contributions.Select(contribution => entities.Contains(contribution.Entity)
                ? contribution.With(ContributionState.None, cleared: ContributionState.Confirmed | ContributionState.Shadowed | ContributionState.Taken)
                : contribution),
        ],
    };
}
