using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Enumerator.Listing;

namespace Pipeline.Enumerator.Fetching.Fetchers;

/// <summary>Finds a resource group, by name or ARN, in the list of all, and lists its members.</summary>
internal sealed class GroupFetcher(AwsPages pages, GroupMembers members) : IResourceFetcher
{
    public bool Fetches(Scope scope) => scope.Options.GroupMembers;

    public async Task<EnumeratedResource?> FetchAsync(ListingRequest request, string identifier, CancellationToken cancellationToken)
    {
        await foreach (var page in pages.ReadAsync(request, "resource-groups", "ListGroups", ReadOnlyMemory<byte>.Empty, from: null, cancellationToken))
        {
            foreach (var group in page.Items("GroupIdentifiers").Where(group => Is(group, identifier)))
            {
                return await members.ReadAsync(group, request, cancellationToken);
            }
        }

        return null;
    }

    private static bool Is(JsonElement group, string identifier) =>
        (group.TryGetProperty("GroupArn", out var arn) && arn.ValueEquals(identifier))
        || (group.TryGetProperty("GroupName", out var name) && name.ValueEquals(identifier));
}
