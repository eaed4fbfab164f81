using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>A run at one moment.</summary>
public sealed record RunSnapshot
{
    /// <summary>The run as it was asked for.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>What it is at.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>How it ended; null while it goes.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>When it ended; null while it goes.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it could not be planned, or why it was stopped; null when neither is so.</summary>
    public string? Failure { get; init; }

    /// <summary>
    /// Steps of the run itself that could not be done, at most <see cref="RunLimits.ErrorsKept"/>; while there are any it is
    /// not complete. What stopped a scope is told with the scope.
    /// </summary>
    public IReadOnlyList<RunError> Errors { get; init; } = [];

    /// <summary>Whether the scopes are known yet.</summary>
    public required bool Planned { get; init; }

    /// <inheritdoc cref="RunPlan.IsWhole"/>
    public bool IsWhole { get; init; } = true;

    /// <summary>What the plan has to say.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Every planned scope; none in a list of runs.</summary>
    public required IReadOnlyList<ScopeSnapshot> Scopes { get; init; }

    /// <summary>Rejected entities, each once and at most <see cref="RunLimits.RejectionsKept"/>; the scopes count every refusal.</summary>
    public required IReadOnlyList<RejectedEntity> Rejected { get; init; }

    /// <summary>What the mapping did not produce, added up per block, field and cause.</summary>
    public required IReadOnlyList<MappingFinding> Findings { get; init; }

    /// <summary>Entities that several sources make, each once and at most <see cref="RunLimits.CollisionsKept"/>.</summary>
    public IReadOnlyList<EntityCollision> Collisions { get; init; } = [];

    /// <summary>Whether all that follows its end is done too: its counts do not change any more.</summary>
    public bool IsSettled { get; init; }

    /// <inheritdoc cref="RunAftermath.Unattributed"/>
    public UnattributedRecord? Unattributed { get; init; }

    /// <summary>
    /// What was changed at Port while it went, though not by it: by live events, and for resources that were asked for again.
    /// Null in a list of runs, and where that was not counted yet.
    /// </summary>
    public ChangeCount? Outside { get; init; }

    /// <summary>The same from its end until the next run began; null while it goes.</summary>
    public ChangeCount? Afterwards { get; init; }

    /// <summary>The sums over all scopes, and what was done after the end.</summary>
    public RunTotals Totals { get; init; } = new();
}
