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

    /// <summary>Complete, and empty although it held something: not swept until a later run confirms it.</summary>
    Emptied,

    /// <summary>The run was stopped before the scope ended.</summary>
    Cancelled,

    /// <summary>Not listed any more, though it has entities; <see cref="PlannedScope.Left"/> says why.</summary>
    Left,
}
