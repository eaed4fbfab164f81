namespace Pipeline.Ledger;

/// <summary>The sums over all scopes of a run; complete once it has finished.</summary>
public sealed record RunTotals
{
    /// <summary>Planned scopes.</summary>
    public int Scopes { get; init; }

    /// <summary>Scopes that are complete.</summary>
    public int Complete { get; init; }

    /// <summary>Scopes that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Scopes that were emptied.</summary>
    public int Emptied { get; init; }

    /// <summary>Scopes that are not listed any more, though they have entities.</summary>
    public int Left { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.Listed"/>
    public long Listed { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.Mapped"/>
    public long Mapped { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.Written"/>
    public long Written { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.Unchanged"/>
    public long Unchanged { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.Rejected"/>
    public long Rejected { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.Deleted"/>
    public long Deleted { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.Held"/>
    public long Held { get; init; }

    /// <inheritdoc cref="SweepRecord.MappingChanges"/>
    public long MappingChanges { get; init; }

    /// <summary>Entities of several sources, those counted whose details are not kept included.</summary>
    public long Collisions { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.AwsCalls"/>
    public long AwsCalls { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.AwsRetries"/>
    public long AwsRetries { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.PortCalls"/>
    public long PortCalls { get; init; }

    /// <inheritdoc cref="ScopeSnapshot.PortRetries"/>
    public long PortRetries { get; init; }
}
