namespace Pipeline.Port;

/// <summary>The numbers of one kind by phase; a phase that does not apply is null.</summary>
public sealed record SyncPhases
{
    /// <summary><c>raw_extracted</c>.</summary>
    public PhaseCounts? Extract { get; init; }

    /// <summary><c>transformed</c>, <c>filtered_out</c> and <c>failed</c>.</summary>
    public PhaseCounts? Transform { get; init; }

    /// <summary><c>loaded</c>, <c>skipped</c> and <c>failed</c>.</summary>
    public PhaseCounts? Load { get; init; }

    /// <summary><c>deleted</c>.</summary>
    public PhaseCounts? Delete { get; init; }

    /// <summary>The whole.</summary>
    public PhaseResult? Resync { get; init; }
}
