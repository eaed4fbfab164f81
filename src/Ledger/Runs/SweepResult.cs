namespace Pipeline.Ledger;

/// <summary>How the sweep of a scope ended.</summary>
public enum SweepResult
{
    /// <summary>What was gone is deleted; all of it, or there was nothing.</summary>
    Swept,

    /// <summary>
    /// What would be deleted is counted. When every scope of the run is, the ledger weighs the sum against
    /// <see cref="RunRecord.DeletionThreshold"/>, and either asks for the proposed sweeps again, approved, or holds them all.
    /// </summary>
    Proposed,

    /// <summary>A guard kept something. The run is partial.</summary>
    Held,
}
