namespace Pipeline.Ledger;

/// <summary>How far a listing has come, and who goes on with it.</summary>
public sealed record ListingCheckpoint
{
    /// <summary>
    /// Counts who has taken this attempt up, from 1. Every page is recorded with it, so that one who was taken for dead
    /// and lives finds out.
    /// </summary>
    public required int Session { get; init; }

    /// <summary>The number of the last page that is spoken for: the next one published is this plus one.</summary>
    public required int Pages { get; init; }

    /// <summary>Resources in the pages that are recorded as listed.</summary>
    public required long Resources { get; init; }

    /// <summary>The ticket of the first page; 0 before there is one.</summary>
    public required long FirstTicket { get; init; }

    /// <summary>The region that answered; null before one did.</summary>
    public string? Region { get; init; }

    /// <summary>The token of the page to ask for; null for the first.</summary>
    public string? Token { get; init; }

    /// <summary>Whether every page is listed and only the end is to be told (again).</summary>
    public bool IsAtEnd { get; init; }
}
