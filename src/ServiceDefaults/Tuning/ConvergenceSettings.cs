namespace Pipeline.ServiceDefaults.Tuning;

/// <summary>What runs do beside writing what changed.</summary>
public sealed record ConvergenceSettings
{
    /// <summary>How long after the last time a full run writes every entity again; null for never.</summary>
    public required TimeSpan? RefreshInterval { get; init; }

    /// <summary>Whether every run may delete what left with the mapping, a filter or the organisation.</summary>
    public required bool AllowDeletes { get; init; }

    /// <summary>The largest share of a scope's entities that a sweep takes, 0 to 1.</summary>
    public required double SweepShare { get; init; }
}
