namespace Pipeline.Ledger;

/// <summary>Why a scope that has entities is not listed any more. It is planned all the same, so that the run tells of it.</summary>
public sealed record LeftScope
{
    /// <summary>Why, a clause such as <c>its kind left the mapping</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether its entities go where deletions by a mapping change are allowed. What may come back by itself does not.</summary>
    public bool MayDelete { get; init; }

    /// <summary>
    /// Whether the same kind is listed there in another way now: once that listing has completed, what it does not show
    /// is gone as it is in any scope.
    /// </summary>
    public bool IsReplaced { get; init; }

    /// <summary>A ticket of its account and region: what was observed later stays.</summary>
    public long Ticket { get; init; }
}
