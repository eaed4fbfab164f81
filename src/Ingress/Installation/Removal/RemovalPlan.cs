namespace Pipeline.Ingress.Installation.Removal;

/// <summary>What there is at Port of an installation, and what becomes of it when it is removed.</summary>
public sealed record RemovalPlan
{
    /// <summary>Whether the integration object exists.</summary>
    public required bool HasIntegration { get; init; }

    /// <summary>Blueprints with something to remove, in the order of removal: those that relate to others come first.</summary>
    public required IReadOnlyList<BlueprintRemoval> Blueprints { get; init; }

    /// <summary>Whether Port holds nothing of the installation.</summary>
    public bool IsEmpty => !HasIntegration && Blueprints.Count == 0;

    /// <summary>Entities that are removed.</summary>
    public long Entities => Blueprints.Sum(blueprint => (long)blueprint.Owned.Count);
}
