using Pipeline.Contracts;

namespace Pipeline.Enumerator.Listing;

/// <summary>What one page of a listing showed.</summary>
/// <param name="Ticket">Taken before the page was asked for.</param>
/// <param name="Resources">The resources it showed; to be taken once, before the next page is asked for.</param>
internal sealed record ResourcePage(long Ticket, IEnumerable<EnumeratedResource> Resources)
{
    /// <summary>The token to go on from once this page is published; null when a listing that is broken off has to begin again.</summary>
    public string? Next { get; init; }

    /// <summary>Whether nothing comes after it, neither a page nor an error.</summary>
    public bool IsLast { get; init; }

    /// <summary>A page that is all that one answer of AWS holds.</summary>
    public static ResourcePage Of(in AwsPage answer, IEnumerable<EnumeratedResource> resources) =>
        new(answer.Ticket, resources) { Next = answer.Next, IsLast = answer.Next is null };

    /// <summary>
    /// The page in a listing that reads each resource. What could not be read is known only to the process that tried:
    /// with something unread, another has to try again from the start, lest the listing pass for a whole one.
    /// </summary>
    public ResourcePage After(ScopeReads reads) => reads.IsIncomplete ? this with { Next = null, IsLast = false } : this;
}
