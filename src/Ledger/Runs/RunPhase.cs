namespace Pipeline.Ledger;

/// <summary>What a run is at.</summary>
public enum RunPhase
{
    /// <summary>Its scopes are being decided.</summary>
    Planning,

    /// <summary>Its scopes are listed, mapped and written.</summary>
    Listing,

    /// <summary>Every scope has ended; the complete ones are swept.</summary>
    Sweeping,

    /// <summary>It has ended.</summary>
    Finished,
}
