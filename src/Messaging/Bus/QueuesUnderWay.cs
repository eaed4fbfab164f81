using System.Globalization;
using Amazon.SQS;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Lanes;

namespace Pipeline.Messaging.Bus;

/// <summary>Asks the queues of the resync lane what they hold.</summary>
/// <param name="client">The client.</param>
/// <param name="options">Where the queues are, and whose.</param>
public sealed class QueuesUnderWay(IAmazonSQS client, AmazonSqsOptions options) : IMessagesUnderWay
{
    private static readonly string[] Counts =
    [
        QueueAttributeName.ApproximateNumberOfMessages,
        QueueAttributeName.ApproximateNumberOfMessagesNotVisible,
        QueueAttributeName.ApproximateNumberOfMessagesDelayed,
    ];

    private readonly SqsCalls _sqs = new(client);

    /// <inheritdoc/>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        var names = new LaneNames(options.Prefix, PipelineTopology.Resync);
        var queues = options.Subscriptions
            .Where(subscription => subscription.Lane == PipelineTopology.Resync)
            .Select(subscription => names.Queue(subscription.Endpoint))
            .Distinct();
        foreach (var queue in queues)
        {
            // One that is missing is a fault of the topology, and says nothing of messages.
            if (await _sqs.FindUrlAsync(queue, cancellationToken) is not { } url || Sum(await _sqs.AttributesAsync(url, cancellationToken)) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int Sum(IReadOnlyDictionary<string, string> attributes) =>
        Counts.Sum(name => int.Parse(attributes.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture));
}
