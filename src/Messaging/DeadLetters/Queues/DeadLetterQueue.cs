using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Lanes;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.DeadLetters.Queues;

/// <summary>A queue of letters.</summary>
/// <param name="Source">The queue they came from, without the prefix.</param>
/// <param name="SourceName">The name of that queue.</param>
/// <param name="Name">The name of the queue of letters.</param>
internal sealed record DeadLetterQueue(string Source, string SourceName, string Name)
{
    public static IEnumerable<DeadLetterQueue> All(AmazonSqsOptions options) => options.Subscriptions
        .Select(subscription => (subscription.Lane, subscription.Endpoint))
        .Distinct()
        .SelectMany(endpoint => Of(options.Prefix, endpoint.Lane, endpoint.Endpoint))
        .Concat(options.EventQueue is { } events ? [OfEvents(options.Prefix, events)] : []);

    // Nobody has to name it as the others are named.
    private static DeadLetterQueue OfEvents(string prefix, string queue) =>
        new(queue.StartsWith(prefix, StringComparison.Ordinal) ? queue[prefix.Length..] : queue, queue, SqsNames.Error(queue));

    private static DeadLetterQueue[] Of(string prefix, string lane, string endpoint)
    {
        var source = new LaneNames(prefix, lane).Queue(endpoint);
        return
        [
            new(source[prefix.Length..], source, SqsNames.Error(source)),
            new(source[prefix.Length..], source, SqsNames.Skipped(source)),
        ];
    }
}
