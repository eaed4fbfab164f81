namespace Pipeline.Ledger;

/// <summary>The last listing of a scope that completed.</summary>
public sealed record CompletedListing
{
    /// <summary>The run that listed it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The ticket of its first page: what an older message shows is older than this listing.</summary>
    public required long FirstTicket { get; init; }

    /// <summary>When it completed.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>Resources it showed; of an emptied scope, what the last listing that was not empty showed.</summary>
    public required long Resources { get; init; }

    /// <summary>Since when the scope lists nothing although it held something; null when it does not.</summary>
    public DateTimeOffset? EmptiedSince { get; init; }
}
