namespace Pipeline.Contracts;

/// <summary>A scope was listed to its end. It is complete once all its pages are written.</summary>
public sealed record ScopeEnumerated
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <summary>The scope that was listed.</summary>
    public required Scope Scope { get; init; }

    /// <inheritdoc cref="EnumerateScope.Attempt"/>
    public required int Attempt { get; init; }

    /// <summary>How many pages the attempt published.</summary>
    public required int Pages { get; init; }

    /// <summary>How many resources those pages hold.</summary>
    public required long Resources { get; init; }

    /// <summary>
    /// The ticket of the first page, the lowest: what was observed after it may have come too late for the listing to
    /// show, and is not swept.
    /// </summary>
    public long FirstTicket { get; init; }

    /// <summary>Calls to AWS since the last page.</summary>
    public int AwsCalls { get; init; }

    /// <summary>Of these, calls that were made again.</summary>
    public int AwsRetries { get; init; }
}
