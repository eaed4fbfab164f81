namespace Pipeline.Contracts;

/// <summary>A scope could not be listed to its end. What its pages showed is written; nothing of it is ever swept.</summary>
public sealed record ScopeFailed
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <summary>The scope that failed.</summary>
    public required Scope Scope { get; init; }

    /// <inheritdoc cref="EnumerateScope.Attempt"/>
    public required int Attempt { get; init; }

    /// <summary>How many pages the attempt published before it failed.</summary>
    public required int Pages { get; init; }

    /// <summary>Why, and what AWS said.</summary>
    public required ScopeFailure Failure { get; init; }

    /// <summary>Calls to AWS since the last page.</summary>
    public int AwsCalls { get; init; }

    /// <summary>Of these, calls that were made again.</summary>
    public int AwsRetries { get; init; }
}
