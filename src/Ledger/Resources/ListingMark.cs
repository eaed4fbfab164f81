namespace Pipeline.Ledger.Resources;

/// <summary>How far the listings of a scope have been written.</summary>
/// <param name="RunId">The run of the latest listing.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Order">The mapping and the highest ticket of its pages.</param>
public sealed record ListingMark(Guid RunId, int Attempt, ObservationOrder Order)
{
    /// <summary>Whether pages of one listing: they show different resources, and are not ordered among themselves.</summary>
    public bool IsSameListing(ListingMark other) => RunId == other.RunId && Attempt == other.Attempt;
}
