namespace Pipeline.Contracts;

/// <summary>What made a resource worth asking for again.</summary>
public enum ChangeCause
{
    /// <summary>An event of AWS.</summary>
    Event,

    /// <summary>Two writes of it may have overtaken each other, or one was cut short.</summary>
    Repair,

    /// <summary>An entity lost the resource that made it, and this one makes it too.</summary>
    Takeover,

    /// <summary>A message about it came too late to be trusted.</summary>
    Outdated,
}
