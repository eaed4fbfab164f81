namespace Pipeline.Simulator.Port.Entities;

/// <summary>One write of an entity, and what it left behind.</summary>
internal sealed record EntityVersion(int Number, EntityState State, bool Changed);
