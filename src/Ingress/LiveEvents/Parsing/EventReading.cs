namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>What a body of events says.</summary>
/// <param name="Changes">The resources that something happened to.</param>
/// <param name="Unknown">Events that no row of the catalog is about.</param>
/// <param name="Failed">API calls that AWS refused: nothing happened.</param>
/// <param name="Unusable">Events that are known and name no resource, or an impossible one.</param>
public sealed record EventReading(IReadOnlyList<ObservedChange> Changes, int Unknown, int Failed, int Unusable);
