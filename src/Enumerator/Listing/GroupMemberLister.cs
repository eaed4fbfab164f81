using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists resource groups by their service's own call, each with the resources that belong to it.</summary>
internal sealed class GroupMemberLister(AwsPages pages, EnumeratorOptions options) : IResourceLister
{
    public bool Lists(Scope scope) => scope.Options.GroupMembers;

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.ReadAsync(request, "resource-groups", "ListGroups", ReadOnlyMemory<byte>.Empty, cancellationToken))
        {
            var groups = page.Items("GroupIdentifiers").ToList();
            var resources = new EnumeratedResource[groups.Count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentReads, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, groups.Count, parallel, async (index, token) =>
                resources[index] = RawResource.FromNative(
                    groups[index], "GroupArn", request, await MembersAsync(groups[index], request, token)));

            yield return new ResourcePage(page.Ticket, resources);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> MembersAsync(
        JsonElement group, ListingRequest request, CancellationToken cancellationToken)
    {
        var arn = group.TryGetProperty("GroupArn", out var value) ? value.GetString() : throw Answer.Malformed("a group has no GroupArn");
        var members = new List<JsonElement>();
        var parameters = CallParameters.Of(("Group", arn));
        await foreach (var page in pages.ReadAsync(request, "resource-groups", "ListGroupResources", parameters, cancellationToken))
        {
            members.AddRange(page.Items("ResourceIdentifiers").Select(member => member.Clone()));
        }

        return members;
    }
}
