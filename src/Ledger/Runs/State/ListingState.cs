using System.Text.Json.Serialization;

namespace Pipeline.Ledger.Runs.State;

/// <summary>How far the listing of one attempt has come.</summary>
internal sealed class ListingState
{
    [JsonInclude]
    public int Session { get; internal set; }

    /// <summary>The last page number that is spoken for.</summary>
    [JsonInclude]
    public int Pages { get; internal set; }

    [JsonInclude]
    public PageSet Listed { get; internal set; } = new();

    [JsonInclude]
    public long Resources { get; internal set; }

    [JsonInclude]
    public long FirstTicket { get; internal set; }

    [JsonInclude]
    public string? Region { get; internal set; }

    [JsonInclude]
    public string? Token { get; internal set; }

    [JsonInclude]
    public bool IsAtEnd { get; internal set; }

    [JsonInclude]
    public long AwsCalls { get; internal set; }

    [JsonInclude]
    public long AwsRetries { get; internal set; }

    /// <summary>Whether its end was told.</summary>
    [JsonInclude]
    public bool IsEnded { get; internal set; }

    /// <summary>How many pages the end announced; null when nobody knew.</summary>
    [JsonInclude]
    public int? Announced { get; internal set; }

    /// <summary>
    /// Resources in the pages up to a number, noted whenever the listing was taken up after that page. Whoever had it before
    /// may have listed its last page and tell the end afterwards: what others listed again by then is not of that end.
    /// </summary>
    [JsonInclude]
    public Dictionary<int, long> Sums { get; internal set; } = [];

    /// <summary>
    /// Takes the listing up. Whoever had it before may have published one page, or may yet, that it did not record: that
    /// page's number is given up, so that it is never counted, and what it showed is asked for again.
    /// </summary>
    /// <returns>The number that was given up; null when there was nobody before, or only the end is left to be told.</returns>
    public int? Resume()
    {
        Session++;
        if (Session == 1 || IsAtEnd)
        {
            return null;
        }

        Sums[Pages] = Resources;
        return ++Pages;
    }

    /// <summary>False when the page's lister has been replaced, or the listing has ended.</summary>
    public bool TryList(ListedPage page)
    {
        if (IsEnded || page.Session < Session)
        {
            return false;
        }

        Session = page.Session;
        if (Listed.Add(page.Batch.Page))
        {
            Resources += page.Resources;
            AwsCalls += page.AwsCalls;
            AwsRetries += page.AwsRetries;
        }

        Pages = Math.Max(Pages, page.Batch.Page);
        Lower(page.Ticket);
        (Region, Token, IsAtEnd) = (page.Region, page.Token, page.IsLast);
        return true;
    }

    /// <summary>The first end stands; false for another.</summary>
    public bool TryEnd(ScopeEnd end)
    {
        if (IsEnded)
        {
            return false;
        }

        AwsCalls += end.AwsCalls;
        AwsRetries += end.AwsRetries;
        Resources = end.Pages is { } pages && Sums.TryGetValue(pages, out var sum) ? sum : Resources;
        (IsEnded, Announced, Token) = (true, end.Pages, null);
        Lower(end.FirstTicket);
        return true;
    }

    public ListingCheckpoint ToCheckpoint() => new()
    {
        Session = Session,
        Pages = Pages,
        Resources = Resources,
        FirstTicket = FirstTicket,
        Region = Region,
        Token = Token,
        IsAtEnd = IsAtEnd,
    };

    private void Lower(long ticket)
    {
        if (ticket > 0 && (FirstTicket == 0 || ticket < FirstTicket))
        {
            FirstTicket = ticket;
        }
    }
}
