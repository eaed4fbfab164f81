namespace Pipeline.Enumerator.Listing;

/// <summary>Somebody else goes on with this listing, or nobody needs it any more: nothing more is to be said of it.</summary>
internal sealed class ListingTakenOverException() : Exception("The listing was taken over.");
