using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Kinds;
using Pipeline.Enumerator.Listing;

namespace Pipeline.Enumerator.Fetching.Fetchers;

/// <summary>Reads one resource by the call that lists its kind, narrowed to it.</summary>
internal sealed class NativeFetcher(AwsCaller caller) : IResourceFetcher
{
    public bool Fetches(Scope scope) => NativeKinds.Find(scope.Kind)?.One is not null;

    public async Task<EnumeratedResource?> FetchAsync(ListingRequest request, string identifier, CancellationToken cancellationToken)
    {
        var kind = NativeKinds.Find(request.Scope.Kind)!;
        try
        {
            var call = request.Call(kind.Service, kind.Operation, kind.One!(identifier));
            var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            var found = new AwsPage(0, body.RootElement).Items(kind.Items).Where(item => !IsDeleted(item)).ToList();
            return found.Count == 0 ? null : RawResource.FromNative(found[0], kind.Identifier, request);
        }
        catch (AwsException exception) when (ResourceReader.IsGone(exception) || IsUnknownStack(exception))
        {
            return null;
        }
    }

    // A stack asked for by its ARN is shown for 90 days after its end; listing does not show it:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
    private static bool IsDeleted(JsonElement item) =>
        item.TryGetProperty("StackStatus", out var status) && status.ValueEquals("DELETE_COMPLETE"u8);

    // CloudFormation has no code of its own for a stack that does not exist.
    private static bool IsUnknownStack(AwsException exception) =>
        exception is { Service: "cloudformation", Code: "ValidationError" }
        && exception.Reason.EndsWith("does not exist", StringComparison.Ordinal);
}
