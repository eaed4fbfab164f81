namespace Pipeline.Ledger.Resources;

/// <summary>How far the listings of a scope have been written.</summary>
/// <param name="RunId">The run of the latest listing.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Order">The mapping and the highest ticket of its pages.</param>
public sealed record ListingMark(Guid RunId, int Attempt, ObservationOrder Order)
{
    /// <summary>Whether pages of one listing: they show different resources, and are not ordered among themselves.</summary>
    public bool IsSameListing(ListingMark other) => RunId == other.RunId && Attempt == other.Attempt;

    /// <summary>Whether it goes before what is noted: a later page of the same listing, or a later listing.</summary>
    public bool IsAbove(ListingMark noted) => IsSameListing(noted) ? Order.Ticket > noted.Order.Ticket : !IsOutdatedBy(noted);

    /// <summary>Whether another listing has shown since what it shows.</summary>
    public bool IsOutdatedBy(ListingMark noted) =>
        !IsSameListing(noted)
        && !(RunId == noted.RunId && Attempt > noted.Attempt)
        && !Order.Covers(noted.Order);
}
