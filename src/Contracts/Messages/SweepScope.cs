namespace Pipeline.Contracts;

/// <summary>A scope is complete: what it held before and this attempt did not see is gone.</summary>
public sealed record SweepScope
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <inheritdoc cref="StartRun.MappingVersion"/>
    public required string MappingVersion { get; init; }

    /// <summary>The scope to sweep.</summary>
    public required Scope Scope { get; init; }

    /// <summary>The attempt that was complete.</summary>
    public required int Attempt { get; init; }

    /// <summary>
    /// Whether the deletions that this scope proposed are approved, together with those of all others. The first time
    /// they are not: what would be deleted is counted, and the sweeps are asked for again.
    /// </summary>
    public bool Approved { get; init; }
}
