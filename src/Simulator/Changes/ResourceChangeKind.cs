namespace Pipeline.Simulator.Changes;

/// <summary>What happened to a resource.</summary>
public enum ResourceChangeKind
{
    /// <summary>It exists now, for the first time or again.</summary>
    Created,

    /// <summary>Its properties, and with them some of its tags, are others.</summary>
    Changed,

    /// <summary>Tags were set or taken away, and nothing else.</summary>
    Tagged,

    /// <summary>It is gone.</summary>
    Deleted,
}
