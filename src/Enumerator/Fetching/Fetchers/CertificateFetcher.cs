using Pipeline.Contracts;
using Pipeline.Enumerator.Kinds;
using Pipeline.Enumerator.Listing;

namespace Pipeline.Enumerator.Fetching.Fetchers;

/// <summary>
/// Finds a certificate in the list of all: what describes one certificate has another shape than the summary that
/// mappings of the kind have always seen.
/// </summary>
internal sealed class CertificateFetcher(NativeLister lister) : IResourceFetcher
{
    public bool Fetches(Scope scope) => scope.Kind == NativeKinds.Certificate;

    public async Task<EnumeratedResource?> FetchAsync(ListingRequest request, string identifier, CancellationToken cancellationToken)
    {
        await foreach (var page in lister.ListAsync(request, cancellationToken))
        {
            if (page.Resources.FirstOrDefault(resource => resource.Identifier == identifier) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
