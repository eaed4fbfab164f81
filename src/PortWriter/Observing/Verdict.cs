namespace Pipeline.PortWriter.Observing;

/// <summary>What an observation of a resource means, given its row.</summary>
internal enum Verdict
{
    /// <summary>The row says the same and no writer is at work: there is nothing to do.</summary>
    Unchanged,

    /// <summary>A later observation has been, or is being, written: this one is not.</summary>
    Stale,

    /// <summary>Neither before nor after what is there: the resource has to be fetched again.</summary>
    Unordered,

    /// <summary>It is to be written; the row says so now.</summary>
    Claimed,
}
