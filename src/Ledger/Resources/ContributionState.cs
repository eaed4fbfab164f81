namespace Pipeline.Ledger.Resources;

/// <summary>What is known of a contribution.</summary>
[Flags]
public enum ContributionState
{
    /// <summary>It was meant to be written; whether it is at Port is not known.</summary>
    None = 0,

    /// <summary>Port holds it as its hash says, or would, were it not for a later block.</summary>
    Confirmed = 1,

    /// <summary>Another contributor of the entity has a later block: this one was not written.</summary>
    Shadowed = 2,

    /// <summary>The resource does not make it any more; it goes with the next sweep.</summary>
    Dropped = 4,

    /// <summary>Its block has left the mapping: it goes only where mapping changes may delete.</summary>
    Retired = 8,

    /// <summary>Port finds the entity, or one it relates to, by a search: it is written in every run.</summary>
    Searched = 16,

    /// <summary>Port said that this write created the entity.</summary>
    Created = 32,

    /// <summary>
    /// It is gone, or is others' to write now, and is remembered only because a writer that meant otherwise may still be
    /// at work.
    /// </summary>
    Taken = 64,
}
