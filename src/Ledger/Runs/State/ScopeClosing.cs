namespace Pipeline.Ledger.Runs.State;

/// <summary>That a scope has closed.</summary>
/// <param name="Index">Its place in its group.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Attempt">The attempt that ended.</param>
/// <param name="Sum">What it adds to the group.</param>
internal sealed record ScopeClosing(int Index, ScopeVerdict Verdict, int Attempt, GroupSum Sum);
