using System.Runtime.CompilerServices;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists resource groups by their service's own call, each with the resources that belong to it.</summary>
internal sealed class GroupMemberLister(AwsPages pages, GroupMembers members, EnumeratorOptions options) : IResourceLister
{
    public bool Lists(Scope scope) => scope.Options.GroupMembers;

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.ReadAsync(request, "resource-groups", "ListGroups", ReadOnlyMemory<byte>.Empty, request.From, cancellationToken))
        {
            var groups = page.Items("GroupIdentifiers").ToList();
            var resources = new EnumeratedResource[groups.Count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentReads, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, groups.Count, parallel, async (index, token) =>
                resources[index] = await members.ReadAsync(groups[index], request, token));

            yield return ResourcePage.Of(page, resources);
        }
    }
}
