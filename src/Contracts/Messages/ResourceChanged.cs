namespace Pipeline.Contracts;

/// <summary>
/// Something may have happened to a resource: fetch its present state and write that. A hint, never a statement: it
/// carries identity only.
/// </summary>
public sealed record ResourceChanged
{
    /// <summary>The resource as far as it is known; its region is the one the hint names, also for a global kind.</summary>
    public required ResourceKey Resource { get; init; }

    /// <inheritdoc cref="StartRun.MappingVersion"/>
    public required string MappingVersion { get; init; }

    /// <summary>What gave the hint.</summary>
    public required ChangeCause Cause { get; init; }

    /// <summary>When it happened, by the clock of whoever says so; for measuring delay only, never for order.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Whether the hint says that the resource was just created: AWS may not show it at once.</summary>
    public bool Created { get; init; }
}
