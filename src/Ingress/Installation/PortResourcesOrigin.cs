namespace Pipeline.Ingress.Installation;

/// <summary>Who makes the mapping and the blueprints of a new integration.</summary>
public enum PortResourcesOrigin
{
    /// <summary>This program, from its own defaults or from the user's folder.</summary>
    Default,

    /// <summary>Nobody: the mapping has no resources until the user writes some.</summary>
    Empty,

    /// <summary>Port.</summary>
    Port,
}
