using System.Runtime.CompilerServices;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists any kind through Cloud Control, and reads each resource by itself where the mapping asks for it.</summary>
internal sealed class CloudControlLister(AwsPages pages, ResourceReader reader) : IResourceLister
{
    public bool Lists(Scope scope) => true;

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reads = new ScopeReads();
        var parameters = CallParameters.Of(("TypeName", request.Scope.Kind));
        await foreach (var page in pages.ReadAsync(request, "cloudcontrol", "ListResources", parameters, request.From, cancellationToken))
        {
            yield return ResourcePage.Of(page, await ResourcesAsync(page, request, reads, cancellationToken)).After(reads);
        }

        reads.ThrowIfIncomplete();
    }

    private async Task<IEnumerable<EnumeratedResource>> ResourcesAsync(
        AwsPage page, ListingRequest request, ScopeReads reads, CancellationToken cancellationToken)
    {
        var descriptions = page.Items("ResourceDescriptions");
        return request.Scope.Options.GetEach
            ? await reader.ReadAsync([.. descriptions.Select(RawResource.IdentifierOf)], request, reads, cancellationToken)
            : descriptions.Select(description => RawResource.FromDescription(description, request));
    }
}
