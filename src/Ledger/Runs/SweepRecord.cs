using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>What the sweep of a scope came to.</summary>
public sealed record SweepRecord
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The scope.</summary>
    public required Scope Scope { get; init; }

    /// <summary>The attempt whose seen set was used.</summary>
    public required int Attempt { get; init; }

    /// <summary>Whether it was asked for with approval: the second word on a scope that proposes, and never the first again.</summary>
    public bool Approved { get; init; }

    /// <summary>How it ended.</summary>
    public required SweepResult Result { get; init; }

    /// <summary>Entities the scope held before the sweep.</summary>
    public required long Entities { get; init; }

    /// <summary>Entities that are gone by what the listing saw.</summary>
    public required long Gone { get; init; }

    /// <summary>Of these, the ones that were deleted at Port.</summary>
    public long Deleted { get; init; }

    /// <summary>Entities that left because the mapping, a filter or the organisation changed: deleted only where that is allowed, else kept.</summary>
    public long MappingChanges { get; init; }

    /// <summary>Requests made to Port.</summary>
    public int PortCalls { get; init; }

    /// <summary>Of these, requests that were made again.</summary>
    public int PortRetries { get; init; }

    /// <summary>Entities that waited for what they relate to, and that Port took at the end of the run.</summary>
    public long Written { get; init; }

    /// <summary>Entities that waited for what they relate to, and that Port did not take at the end of the run either.</summary>
    public IReadOnlyList<RejectedEntity> Rejected { get; init; } = [];

    /// <summary>Why something was kept, a sentence; null when nothing was.</summary>
    public string? Reason { get; init; }
}
