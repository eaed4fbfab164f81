namespace Pipeline.Ledger.Resources;

/// <summary>Names an entity at Port.</summary>
/// <param name="Blueprint">Its blueprint.</param>
/// <param name="Identifier">Its identifier, or the JSON text of the search object by which Port finds it.</param>
public readonly record struct EntityKey(string Blueprint, string Identifier);
