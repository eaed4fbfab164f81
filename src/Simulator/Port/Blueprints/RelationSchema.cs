namespace Pipeline.Simulator.Port.Blueprints;

/// <summary>A relation a blueprint declares.</summary>
internal sealed record RelationSchema(string Name, string Title, string Target, bool Required, bool Many);
