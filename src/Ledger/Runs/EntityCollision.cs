namespace Pipeline.Ledger;

/// <summary>An entity that several sources make; one of them is written.</summary>
/// <param name="Blueprint">The entity's blueprint.</param>
/// <param name="Identifier">The entity's identifier.</param>
/// <param name="Winner">The resource whose entity is written, and its block, for people.</param>
/// <param name="Shadowed">The one whose entity is not.</param>
public sealed record EntityCollision(string Blueprint, string Identifier, string Winner, string Shadowed);
