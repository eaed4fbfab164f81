namespace Pipeline.Ledger;

/// <summary>The plan of a run, and what is left of it.</summary>
public sealed record StandingPlan
{
    /// <summary>The plan as it was first stored.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The scopes whose listing has not ended, in the order of the plan: each is to be listed.</summary>
    public required IReadOnlyList<OpenListing> Open { get; init; }

    /// <summary>What is due.</summary>
    public RunStep Step { get; init; } = RunStep.None;
}
