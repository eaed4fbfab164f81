using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Kinds;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Listing;

/// <summary>
/// Lists queues by the queue service itself and reads each through Cloud Control, whose own listing of queues does
/// not page.
/// </summary>
internal sealed class QueueLister(AwsCaller caller, ResourceReader reader, IRunLedger ledger) : IResourceLister
{
    // Without MaxResults the service answers at most 1,000 queues and no token:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html
    private static readonly ReadOnlyMemory<byte> Parameters = """{"MaxResults":1000}"""u8.ToArray();

    // Queues are read in groups of this size, so that a page of 1,000 reads is not one long silence.
    private const int GroupSize = 100;

    public bool Lists(string kind) => kind == ListingTraits.Queue;

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unread = new UnreadResources();
        string? token = null;
        do
        {
            var ticket = await ledger.NextTicketAsync(request.Scope.AccountId, request.Region, cancellationToken);
            var call = request.Call("sqs", "ListQueues", Parameters, token);
            var response = await caller.CallAsync(request.Scope.AccountId, call, request.Deadline, cancellationToken);
            using var body = JsonDocument.Parse(response.Body);
            token = response.NextToken;
            foreach (var group in Urls(body.RootElement).Chunk(GroupSize))
            {
                yield return new ResourcePage(ticket, await reader.ReadAsync(group, request, unread, cancellationToken));
            }
        }
        while (token is not null);

        unread.ThrowIfAny();
    }

    private static IReadOnlyList<string> Urls(JsonElement body) => body.TryGetProperty("QueueUrls", out var urls)
        ? [.. urls.EnumerateArray().Select(url => url.GetString()!)]
        : [];
}
