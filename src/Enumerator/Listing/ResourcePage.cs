using Pipeline.Contracts;

namespace Pipeline.Enumerator.Listing;

/// <summary>What one page of a listing showed.</summary>
/// <param name="Ticket">Taken before the page was asked for.</param>
/// <param name="Resources">The resources it showed; to be taken once, before the next page is asked for.</param>
internal sealed record ResourcePage(long Ticket, IEnumerable<EnumeratedResource> Resources);
