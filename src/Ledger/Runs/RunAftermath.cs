namespace Pipeline.Ledger;

/// <summary>What was still done for a run after it had ended.</summary>
public sealed record RunAftermath
{
    /// <summary>What was counted in <see cref="OutsideChanges"/> when it ended; null when nobody did so in time.</summary>
    public ChangeCount? Outside { get; init; }

    /// <summary>Entities of scopes that were not swept, that waited for what they relate to, and that Port took in the end.</summary>
    public long Written { get; init; }

    /// <summary>Of these, the ones that Port did not take in the end either.</summary>
    public long Rejected { get; init; }

    /// <summary>What became of entities that no resource makes; null when nobody looked, or there were none.</summary>
    public UnattributedRecord? Unattributed { get; init; }
}
