using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Listing;

/// <summary>Adds to a listed resource group the resources that belong to it.</summary>
internal sealed class GroupMembers(AwsPages pages)
{
    /// <summary>The group, flat, with its members under <c>__Resources</c>.</summary>
    public async Task<EnumeratedResource> ReadAsync(JsonElement group, ListingRequest request, CancellationToken cancellationToken) =>
        RawResource.FromNative(group, "GroupArn", request, await MembersAsync(group, request, cancellationToken));

    private async Task<IReadOnlyList<JsonElement>> MembersAsync(
        JsonElement group, ListingRequest request, CancellationToken cancellationToken)
    {
        var arn = Answer.Text(group, "GroupArn");
        var members = new List<JsonElement>();
        var parameters = CallParameters.Of(("Group", arn));
        await foreach (var page in pages.ReadAsync(request, "resource-groups", "ListGroupResources", parameters, from: null, cancellationToken))
        {
            members.AddRange(page.Items("ResourceIdentifiers").Select(member => member.Clone()));
        }

        return members;
    }
}
