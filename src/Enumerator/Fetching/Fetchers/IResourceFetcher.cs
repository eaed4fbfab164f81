using Pipeline.Contracts;
using Pipeline.Enumerator.Listing;

namespace Pipeline.Enumerator.Fetching.Fetchers;

/// <summary>One way of asking AWS for a single resource, in the shape that listing its scope gives.</summary>
internal interface IResourceFetcher
{
    /// <summary>Whether it is this fetcher's way for a scope.</summary>
    bool Fetches(Scope scope);

    /// <summary>The resource as it is now; null when AWS says that it does not exist. Nothing else is ever told by null.</summary>
    /// <param name="request">Where to ask.</param>
    /// <param name="identifier">The identifier that listing gives, or what is known in its place: a name, an ARN.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="Aws.AwsException">AWS refused, or kept failing until the deadline.</exception>
    Task<EnumeratedResource?> FetchAsync(ListingRequest request, string identifier, CancellationToken cancellationToken);
}
