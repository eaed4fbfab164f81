using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Kinds;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Listing;

/// <summary>Lists the kinds of <see cref="NativeKinds"/> by their service's own call.</summary>
internal sealed class NativeLister(AwsCaller caller, IRunLedger ledger) : IResourceLister
{
    public bool Lists(string kind) => NativeKinds.Contains(kind);

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kind = NativeKinds.Find(request.Scope.Kind)!;
        string? token = null;
        do
        {
            var ticket = await ledger.NextTicketAsync(request.Scope.AccountId, request.Region, cancellationToken);
            var call = request.Call(kind.Service, kind.Operation, ReadOnlyMemory<byte>.Empty, token);
            var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            yield return new ResourcePage(ticket, Resources(body.RootElement, kind, request));
            token = response.NextToken;
        }
        while (token is not null);
    }

    private static IReadOnlyList<EnumeratedResource> Resources(JsonElement body, NativeKind kind, ListingRequest request) =>
        body.TryGetProperty(kind.Items, out var items)
            ? [.. items.EnumerateArray().Select(item => RawResource.FromNative(item, kind.Identifier, request))]
            : [];
}
