using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Listing;

namespace Pipeline.Enumerator.Fetching.Fetchers;

/// <summary>Reads a resource of any kind through Cloud Control; a bucket in its own region.</summary>
internal sealed class CloudControlFetcher(ResourceReader reader) : IResourceFetcher
{
    public bool Fetches(Scope scope) => true;

    public async Task<EnumeratedResource?> FetchAsync(ListingRequest request, string identifier, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(identifier, request, cancellationToken);
        }
        catch (AwsException exception) when (ResourceReader.IsGone(exception))
        {
            return null;
        }
    }
}
