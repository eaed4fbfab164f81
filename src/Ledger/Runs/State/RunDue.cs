using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

/// <summary>What is due in a run, and is the asker's to publish.</summary>
/// <param name="Sweep">Whether the complete scopes are to be swept.</param>
/// <param name="SweepApproved">Whether the proposed sweeps are to be done.</param>
/// <param name="Ended">How the run ended.</param>
internal sealed record RunDue(bool Sweep = false, bool SweepApproved = false, RunOutcome? Ended = null)
{
    public static RunDue Nothing { get; } = new();
}
