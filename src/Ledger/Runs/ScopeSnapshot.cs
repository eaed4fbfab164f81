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

    /// <inheritdoc cref="PlannedScope.Left"/>
    public LeftScope? Left { get; init; }

    /// <summary>The attempt it is at, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Resources published for mapping.</summary>
    public required long Listed { get; init; }

    /// <summary>Entities the mapping made.</summary>
    public required long Mapped { get; init; }

    /// <summary>Entities Port took.</summary>
    public required long Written { get; init; }

    /// <summary>Entities Port did not take.</summary>
    public required long Rejected { get; init; }

    /// <inheritdoc cref="BatchRecord.Unchanged"/>
    public long Unchanged { get; init; }

    /// <inheritdoc cref="BatchRecord.Passed"/>
    public long Passed { get; init; }

    /// <inheritdoc cref="BatchRecord.Parked"/>
    public long Parked { get; init; }

    /// <summary>Entities deleted, by the sweep or because their resource makes others now.</summary>
    public long Deleted { get; init; }

    /// <summary>Entities that are kept although they are gone, by a guard or after a fault.</summary>
    public long Held { get; init; }

    /// <summary>Entities that other sources make too.</summary>
    public long Collisions { get; init; }

    /// <summary>Calls made to AWS.</summary>
    public long AwsCalls { get; init; }

    /// <summary>Of these, calls that were made again because AWS throttled or failed.</summary>
    public long AwsRetries { get; init; }

    /// <inheritdoc cref="BatchRecord.PortCalls"/>
    public long PortCalls { get; init; }

    /// <summary>Of these, requests that were made again because Port throttled or failed.</summary>
    public long PortRetries { get; init; }

    /// <summary>When its listing began; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its listing ended; null before.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>When everything of it was written; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What its sweep came to; null when there was none (yet).</summary>
    public SweepRecord? Sweep { get; init; }
}
