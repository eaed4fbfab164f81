using Pipeline.Contracts;

namespace Pipeline.Ledger.Resources;

/// <summary>That a scope has rows, and how far its listings have been written. The marks are the directory of the rows.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Latest">Its latest listing; null when only live events have shown it.</param>
public sealed record ScopeMark(Scope Scope, ListingMark? Latest)
{
    /// <summary>
    /// Whether an observation may be written: no listing was compared since that showed a later state. Pages of one
    /// listing do not stand in each other's way.
    /// </summary>
    /// <param name="listing">The listing that the observation is a page of; null for a live one.</param>
    /// <param name="order">The order of the observation.</param>
    public bool Allows(ListingMark? listing, ObservationOrder order) =>
        Latest is null || (listing is null ? order.Covers(Latest.Order) : !listing.IsOutdatedBy(Latest));
}
