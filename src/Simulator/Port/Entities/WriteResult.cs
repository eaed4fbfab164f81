namespace Pipeline.Simulator.Port.Entities;

/// <summary>What became of one entity.</summary>
internal sealed record WriteResult(string Identifier, PortError? Error, bool Created = false);
