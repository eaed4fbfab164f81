using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>What is due in a run after what was just recorded. Whoever recorded it publishes this.</summary>
public sealed record RunStep
{
    /// <summary>Nothing is due.</summary>
    public static RunStep None { get; } = new();

    /// <summary>Scopes to sweep now, each to be published as it is.</summary>
    public IReadOnlyList<SweepScope> Sweeps { get; init; } = [];

    /// <summary>How the run ended, to be published as <see cref="RunFinished"/>; null while it goes.</summary>
    public RunOutcome? Ended { get; init; }
}
