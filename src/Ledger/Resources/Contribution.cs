namespace Pipeline.Ledger.Resources;

/// <summary>That a resource, by one block of the mapping, makes an entity.</summary>
/// <param name="Block">Position in the mapping's <c>resources</c>.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Hash">The entity as it was last written, or is meant to be.</param>
/// <param name="State">What is known of it.</param>
public sealed record Contribution(int Block, EntityKey Entity, EntityHash Hash, ContributionState State)
{
    /// <summary>Under which mapping the block has that position, where it is an older one than the row's; else null.</summary>
    public string? MappingVersion { get; init; }

    /// <summary>Whether nothing has to be written when the resource still makes the same.</summary>
    public bool IsConfirmed => State.HasFlag(ContributionState.Confirmed);

    /// <summary>Whether it is on its way out.</summary>
    public bool IsDropped => (State & (ContributionState.Dropped | ContributionState.Retired)) != 0;

    /// <summary>Whether there is nothing left to do for it.</summary>
    public bool IsTaken => State.HasFlag(ContributionState.Taken);

    /// <summary>The same, with what is known of it changed.</summary>
    public Contribution With(ContributionState set, ContributionState cleared = ContributionState.None) =>
        this with { State = (State & ~cleared) | set };
}
