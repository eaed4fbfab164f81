namespace Pipeline.Ingress.Installation.Removal;

/// <summary>What is removed of one blueprint.</summary>
/// <param name="Identifier">The blueprint.</param>
/// <param name="Owned">The entities of it that the installation wrote.</param>
/// <param name="Kept">Why the blueprint itself stays; null when it goes, with all its entities.</param>
public sealed record BlueprintRemoval(string Identifier, IReadOnlyList<string> Owned, string? Kept);
