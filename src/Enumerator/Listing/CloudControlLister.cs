using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists any kind through Cloud Control, and reads each resource by itself where the mapping asks for it.</summary>
internal sealed class CloudControlLister(AwsCaller caller, ResourceReader reader, IRunLedger ledger) : IResourceLister
{
    public bool Lists(string kind) => true;

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unread = new UnreadResources();
        string? token = null;
        do
        {
            var ticket = await ledger.NextTicketAsync(request.Scope.AccountId, request.Region, cancellationToken);
            var parameters = CallParameters.Of(("TypeName", request.Scope.Kind));
            var call = request.Call("cloudcontrol", "ListResources", parameters, token);
            var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            token = response.NextToken;
            yield return new ResourcePage(ticket, await ResourcesAsync(body.RootElement, request, unread, cancellationToken));
        }
        while (token is not null);

        unread.ThrowIfAny();
    }

    private async Task<IReadOnlyList<EnumeratedResource>> ResourcesAsync(
        JsonElement page, ListingRequest request, UnreadResources unread, CancellationToken cancellationToken)
    {
        if (!page.TryGetProperty("ResourceDescriptions", out var descriptions))
        {
            return [];
        }

        if (!request.Scope.Options.GetEach)
        {
            return [.. descriptions.EnumerateArray().Select(description => RawResource.FromDescription(description, request))];
        }

        var identifiers = descriptions.EnumerateArray().Select(description => description.GetProperty("Identifier").GetString()!);
        return await reader.ReadAsync([.. identifiers], request, unread, cancellationToken);
    }
}
