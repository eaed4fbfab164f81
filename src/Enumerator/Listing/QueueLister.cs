using System.Runtime.CompilerServices;
using Pipeline.Contracts;
using Pipeline.Enumerator.Kinds;

namespace Pipeline.Enumerator.Listing;

/// <summary>
/// Lists queues by the queue service itself and reads each through Cloud Control, whose own listing of queues does
/// not page.
/// </summary>
internal sealed class QueueLister(AwsPages pages, ResourceReader reader) : IResourceLister
{
    // Without MaxResults the service answers at most 1,000 queues and no token:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html
    private static readonly ReadOnlyMemory<byte> Parameters = """{"MaxResults":1000}"""u8.ToArray();

    // Queues are read in groups of this size, so that a page of 1,000 reads is not one long silence.
    private const int GroupSize = 100;

    public bool Lists(Scope scope) => scope.Kind == ListingTraits.Queue;

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reads = new ScopeReads();
        await foreach (var page in pages.ReadAsync(request, "sqs", "ListQueues", Parameters, request.From, cancellationToken))
        {
            var groups = page.Items("QueueUrls").Select(url => url.GetString()!).Chunk(GroupSize).DefaultIfEmpty([]).ToList();
            for (var group = 0; group < groups.Count; group++)
            {
                var resources = await reader.ReadAsync(groups[group], request, reads, cancellationToken);
                yield return (group < groups.Count - 1
                    ? new ResourcePage(page.Ticket, resources) { Next = page.Token }
                    : ResourcePage.Of(page, resources)).After(reads);
            }
        }

        reads.ThrowIfIncomplete();
    }
}
