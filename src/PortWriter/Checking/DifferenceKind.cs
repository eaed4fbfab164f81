namespace Pipeline.PortWriter.Checking;

/// <summary>What a comparison of the ledger with Port may find.</summary>
public enum DifferenceKind
{
    /// <summary>The ledger says that it was written, and Port does not hold it.</summary>
    Missing,

    /// <summary>The ledger says that it was written, and Port holds it as somebody else's: who wrote it last is its owner.</summary>
    OtherOwner,

    /// <summary>Port holds it as ours, and no resource in the ledger makes it.</summary>
    Unattributed,

    /// <summary>A resource makes it, and Port has not taken it, or has not answered.</summary>
    Unconfirmed,

    /// <summary>
    /// A writer is at work on the resource that makes it, or died over it. The entity is as the ledger says all the same:
    /// this is no difference.
    /// </summary>
    OpenClaim,

    /// <summary>
    /// Port holds it as ours, no resource makes it, and something that stays relates to it: a placeholder. A sweep keeps
    /// it; this is no difference.
    /// </summary>
    RelatedTo,
}
