using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Listing;

/// <summary>How far the listing of a scope came, over all deliveries of its order.</summary>
internal sealed class ListingProgress(ListingCheckpoint checkpoint)
{
    /// <inheritdoc cref="ListingCheckpoint.Session"/>
    public int Session { get; } = checkpoint.Session;

    /// <summary>The last page number that is spoken for.</summary>
    public int Pages { get; private set; } = checkpoint.Pages;

    /// <summary>Resources in the pages that were published.</summary>
    public long Resources { get; private set; } = checkpoint.Resources;

    /// <summary>The ticket of the first page; 0 before there is one.</summary>
    public long FirstTicket { get; private set; } = checkpoint.FirstTicket;

    /// <summary>Counts the calls to AWS.</summary>
    public CallTally Calls { get; } = CallTally.Open();

    /// <summary>The region that answered; null before one did.</summary>
    public string? Region { get; private set; } = checkpoint.Region;

    /// <summary>The token to go on from; null for the first page.</summary>
    public string? Token { get; private set; } = checkpoint.Token;

    /// <summary>Whether every page was published, and only the end is to be told.</summary>
    public bool IsAtEnd { get; } = checkpoint.IsAtEnd;

    /// <summary>From where to ask a region: another's tokens mean nothing to it.</summary>
    public string? TokenFor(string region) => region == Region ? Token : null;

    /// <summary>What comes next is asked for with this token.</summary>
    public void GoOn(string region, string? token) => (Region, Token) = (region, token);

    /// <summary>Counts a page that is about to be published, and numbers it.</summary>
    public int Add(long ticket, int resources)
    {
        FirstTicket = FirstTicket == 0 ? ticket : FirstTicket;
        Resources += resources;
        return ++Pages;
    }
}
