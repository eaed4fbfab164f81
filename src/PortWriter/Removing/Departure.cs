using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Removing;

/// <summary>That a row is to contribute to an entity no longer.</summary>
internal sealed class Departure(RowKey row, Contribution contribution)
{
    public RowKey Row => row;

    public EntityKey Entity => contribution.Entity;

    /// <summary>The row as a contributor of the entity.</summary>
    public Contributor Contributor { get; } = new(row, contribution.Block, IsRemoving: true, Version: 0);

    /// <summary>Whether the row may have written the entity since whoever comes before wrote it.</summary>
    public bool MayHaveWritten => !contribution.State.HasFlag(ContributionState.Shadowed);

    /// <summary>Whether an earlier try broke down, so that the entity may have been deleted already.</summary>
    public bool IsResumed { get; set; }

    /// <summary>The stored mark that it is about to go; null when a later observation took it back.</summary>
    public Contributor? Mark { get; set; }

    /// <summary>Why it stays; null when it has left.</summary>
    public string? Obstacle { get; set; }

    /// <summary>Whether the row contributes no longer: Port holds the entity for others, or not at all.</summary>
    public bool HasLeft => Mark is not null && Obstacle is null;
}
