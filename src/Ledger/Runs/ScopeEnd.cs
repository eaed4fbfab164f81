using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>That the listing of a scope ended, and how.</summary>
public sealed record ScopeEnd
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The scope.</summary>
    public required Scope Scope { get; init; }

    /// <summary>The attempt that ended.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many pages it published; null when its listing broke down and nobody knows: then those recorded as listed are waited for.</summary>
    public required int? Pages { get; init; }

    /// <summary>The ticket of its first page; 0 when it is not known or the listing had none.</summary>
    public long FirstTicket { get; init; }

    /// <summary>Calls to AWS since the last page.</summary>
    public int AwsCalls { get; init; }

    /// <summary>Of these, calls that were made again.</summary>
    public int AwsRetries { get; init; }

    /// <summary>What stopped it; null when it was listed to its end.</summary>
    public ScopeFailure? Failure { get; init; }
}
