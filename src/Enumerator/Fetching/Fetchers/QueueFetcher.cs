using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Kinds;
using Pipeline.Enumerator.Listing;

namespace Pipeline.Enumerator.Fetching.Fetchers;

/// <summary>
/// Reads a queue by its URL. Where none is read there, the queue service itself is asked: the URL of a queue may have been
/// put together from its name, and stand-ins for AWS have other ones.
/// </summary>
internal sealed class QueueFetcher(AwsCaller caller, CloudControlFetcher reader) : IResourceFetcher
{
    public bool Fetches(Scope scope) => scope.Kind == ListingTraits.Queue;

    public async Task<EnumeratedResource?> FetchAsync(ListingRequest request, string identifier, CancellationToken cancellationToken)
    {
        if (await reader.FetchAsync(request, identifier, cancellationToken) is { } resource)
        {
            return resource;
        }

        var url = await FindUrlAsync(request, identifier[(identifier.LastIndexOf('/') + 1)..], cancellationToken);
        return url is null || url == identifier ? null : await reader.FetchAsync(request, url, cancellationToken);
    }

    private async Task<string?> FindUrlAsync(ListingRequest request, string name, CancellationToken cancellationToken)
    {
        try
        {
            var call = request.Call("sqs", "GetQueueUrl", CallParameters.Of(("QueueName", name)));
            var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            return body.RootElement.GetProperty("QueueUrl").GetString();
        }
        catch (AwsException exception) when (ResourceReader.IsGone(exception) || exception.Class == AwsErrorClass.AccessDenied)
        {
            return null;
        }
    }
}
