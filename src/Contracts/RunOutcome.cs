namespace Pipeline.Contracts;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>Every planned scope completed and nothing faulted.</summary>
    Complete,

    /// <summary>Some scope failed or was emptied, or some entity or selector faulted; the rest is at Port.</summary>
    Partial,

    /// <summary>There was no mapping, the accounts could not be read, or no scope completed.</summary>
    Failed,
}
