using Pipeline.Contracts;

namespace Pipeline.Ledger.Queue;

/// <summary>What is asked for when a run is.</summary>
public sealed record RunRequest
{
    /// <summary>What asks, in words for the run's summary.</summary>
    public required string Trigger { get; init; }

    /// <summary>What the run is limited to.</summary>
    public RunFilter Only { get; init; } = new();

    /// <summary>Whether what Port holds already is written again.</summary>
    public bool Refresh { get; init; }

    /// <summary>Whether entities may go that left with the mapping, a filter or the organisation.</summary>
    public bool AllowDeletes { get; init; }
}
