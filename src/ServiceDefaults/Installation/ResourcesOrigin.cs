namespace Pipeline.ServiceDefaults.Installation;

/// <summary>Who makes the mapping and the blueprints of a new integration.</summary>
public enum ResourcesOrigin
{
    /// <summary>This program.</summary>
    Default,

    /// <summary>Nobody.</summary>
    Empty,

    /// <summary>Port, where it offers that.</summary>
    Port,
}
