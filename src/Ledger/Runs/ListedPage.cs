using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>A page that was published.</summary>
public sealed record ListedPage
{
    /// <summary>The page.</summary>
    public required BatchId Batch { get; init; }

    /// <inheritdoc cref="ListingCheckpoint.Session"/>
    public required int Session { get; init; }

    /// <summary>The ticket taken before AWS was asked for it.</summary>
    public required long Ticket { get; init; }

    /// <summary>How many resources it holds; one that AWS shows twice is one.</summary>
    public required int Resources { get; init; }

    /// <summary>The region that answered.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// The token to go on from. An answer of AWS that makes several pages is asked for again until the last of them is
    /// recorded: the earlier ones carry the token the answer was asked with.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Whether it is the last page of the listing.</summary>
    public bool IsLast { get; init; }

    /// <summary>Calls to AWS since the page before.</summary>
    public int AwsCalls { get; init; }

    /// <summary>Of these, calls that were made again.</summary>
    public int AwsRetries { get; init; }
}
