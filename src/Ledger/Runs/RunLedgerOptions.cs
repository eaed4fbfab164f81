namespace Pipeline.Ledger;

/// <summary>What a run ledger may be told.</summary>
public sealed record RunLedgerOptions
{
    /// <summary>Whether runs sweep what they listed. Without it a run has finished when its scopes have ended.</summary>
    public bool Sweeps { get; init; }

    /// <summary>How long a scope that held something has to list nothing before it is taken for empty.</summary>
    public TimeSpan EmptiedQuiet { get; init; } = TimeSpan.FromHours(1);
}
