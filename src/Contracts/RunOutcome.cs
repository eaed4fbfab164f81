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

    /// <summary>The mapping was replaced while it went; a run with the new one follows.</summary>
    Superseded,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}
