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

    /// <summary>Entities the mapping made.</summary>
    public required int Mapped { get; init; }

    /// <summary>Entities that Port took.</summary>
    public required int Written { get; init; }

    /// <summary>Entities that Port did not take, and why.</summary>
    public IReadOnlyList<RejectedEntity> Rejected { get; init; } = [];

    /// <summary>What the mapping did not produce.</summary>
    public IReadOnlyList<MappingFinding> Findings { get; init; } = [];
}
