using Pipeline.Ledger;

namespace Pipeline.Standalone.Planning;

/// <summary>What a run would do.</summary>
internal sealed record PlanReport
{
    /// <summary>The run that was planned: scopes, held sweeps, rejected entities, as a run's own report has them.</summary>
    public required RunSnapshot Run { get; init; }

    /// <summary>Whether the integration would be created at Port first.</summary>
    public required bool CreatesIntegration { get; init; }

    /// <summary>The blueprints that would be created first.</summary>
    public required IReadOnlyList<string> NewBlueprints { get; init; }

    /// <summary>What would become of entities, by blueprint and identifier.</summary>
    public required IReadOnlyList<ReportedChange> Changes { get; init; }

    /// <summary>Whether anything at Port would be another.</summary>
    public bool HasChanges => CreatesIntegration || NewBlueprints.Count > 0 || Changes.Any(change => change.IsVisible);
}
