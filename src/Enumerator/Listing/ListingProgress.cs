namespace Pipeline.Enumerator.Listing;

/// <summary>How far the listing of a scope came.</summary>
internal sealed class ListingProgress
{
    /// <summary>Pages published.</summary>
    public int Pages { get; private set; }

    /// <summary>Resources in those pages.</summary>
    public long Resources { get; private set; }

    /// <summary>The ticket of the first page; 0 before there is one.</summary>
    public long FirstTicket { get; private set; }

    /// <summary>Counts a page that is about to be published, and numbers it.</summary>
    public int Add(long ticket, int resources)
    {
        FirstTicket = FirstTicket == 0 ? ticket : FirstTicket;
        Resources += resources;
        return ++Pages;
    }
}
