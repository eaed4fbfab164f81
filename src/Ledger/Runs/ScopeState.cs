namespace Pipeline.Ledger;

/// <summary>Where a scope of a run stands.</summary>
public enum ScopeState
{
    /// <summary>Being listed, mapped or written, or waiting to be.</summary>
    Open,

    /// <summary>Listed to its end, and all of it written or rejected.</summary>
    Complete,

    /// <summary>Not listed to its end.</summary>
    Failed,
}
