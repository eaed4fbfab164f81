using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>What became of one part of a page.</summary>
public sealed record BatchRecord
{
    /// <summary>The page.</summary>
    public required BatchId Batch { get; init; }

    /// <summary>Which message of the page, from 1.</summary>
    public required int Part { get; init; }

    /// <summary>How many messages the page made.</summary>
    public required int Parts { get; init; }

    /// <summary>AWS's identifiers of the resources the part is about: what was seen is not swept.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Entities the mapping made.</summary>
    public required int Mapped { get; init; }

    /// <summary>Entities that Port took.</summary>
    public required int Written { get; init; }

    /// <summary>Entities that were left alone, because Port holds them as they are.</summary>
    public int Unchanged { get; init; }

    /// <summary>Entities that were deleted, because their resource makes others now.</summary>
    public int Deleted { get; init; }

    /// <summary>Entities that were neither written nor rejected: a later observation, or another source of the same entity, came first.</summary>
    public int Passed { get; init; }

    /// <summary>Entities that are kept although the resource no longer makes them, because its mapping faulted.</summary>
    public int Held { get; init; }

    /// <summary>Entities that wait for what they relate to, to be written once more at the end of the run.</summary>
    public int Parked { get; init; }

    /// <summary>Requests made to Port. One that carries entities of several parts counts for the part of its first.</summary>
    public int PortCalls { get; init; }

    /// <summary>Of these, requests that were made again.</summary>
    public int PortRetries { get; init; }

    /// <summary>Entities that Port did not take, and why.</summary>
    public IReadOnlyList<RejectedEntity> Rejected { get; init; } = [];

    /// <summary>What the mapping did not produce.</summary>
    public IReadOnlyList<MappingFinding> Findings { get; init; } = [];

    /// <summary>Entities that another source makes too.</summary>
    public IReadOnlyList<EntityCollision> Collisions { get; init; } = [];
}
