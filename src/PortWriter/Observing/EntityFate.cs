namespace Pipeline.PortWriter.Observing;

/// <summary>What became of an entity of a claimed resource.</summary>
internal enum EntityFate
{
    /// <summary>Port holds it as it is.</summary>
    Unchanged,

    /// <summary>It is to be written.</summary>
    Pending,

    /// <summary>Port took it.</summary>
    Written,

    /// <summary>Another contributor of the entity has a later block.</summary>
    Shadowed,

    /// <summary>Port did not take it.</summary>
    Rejected,
}
