namespace Pipeline.Ledger.Runs.State;

/// <summary>How a scope ended.</summary>
internal enum ScopeVerdict
{
    Complete,
    Emptied,
    Failed,
    Left,
}
