namespace Pipeline.Simulator.Port.Entities;

/// <summary>What names an entity.</summary>
internal readonly record struct EntityKey(string Blueprint, string Identifier);
