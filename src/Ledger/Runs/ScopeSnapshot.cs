using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>A scope of a run at one moment.</summary>
public sealed record ScopeSnapshot
{
    /// <summary>The scope.</summary>
    public required Scope Scope { get; init; }

    /// <summary>Where it stands.</summary>
    public required ScopeState State { get; init; }

    /// <summary>What stopped it; null unless it failed.</summary>
    public ScopeFailure? Failure { get; init; }

    /// <summary>Resources published for mapping.</summary>
    public required long Listed { get; init; }

    /// <summary>Entities the mapping made.</summary>
    public required long Mapped { get; init; }

    /// <summary>Entities Port took.</summary>
    public required long Written { get; init; }

    /// <summary>Entities Port did not take.</summary>
    public required long Rejected { get; init; }
}
