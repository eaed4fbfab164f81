using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Pipeline.Messaging.Bus;

namespace Pipeline.Chaos.Tests.Queues;

/// <summary>The queues of an installation as whoever runs it sees them.</summary>
internal sealed class FleetQueues(Uri sqs, string prefix) : IDisposable
{
    private static readonly List<string> Depths =
        ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"];

    private readonly AmazonSQSClient _client = Connect(sqs);

    public static string Name(string prefix, string endpoint, string lane) => $"{prefix}-{endpoint}-{lane}";

    /// <summary>
    /// Makes the queues before the services do, so that what a killed process held comes back sooner than in half a
    /// minute. A queue that is there keeps its attributes.
    /// </summary>
    /// <param name="via">
    /// Where the services see them: the emulator names a queue by the address it was created at, and by no other.
    /// </param>
    /// <param name="visibility">The visibility timeout.</param>
    public async Task CreateAsync(Uri via, TimeSpan visibility)
    {
        using var client = Connect(via);
        var attributes = new Dictionary<string, string>
        {
            ["VisibilityTimeout"] = ((int)visibility.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        };
        foreach (var name in PipelineTopology.Subscriptions.Select(taken => Name(prefix, taken.Endpoint, taken.Lane)).Distinct())
        {
            await client.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes });
        }
    }

    /// <summary>Puts a body into a queue, as anybody might who may write to it.</summary>
    public async Task SendAsync(string endpoint, string lane, string body) => await _client.SendMessageAsync(
        (await _client.GetQueueUrlAsync(Name(prefix, endpoint, lane))).QueueUrl, body);

    /// <summary>What is in each queue that is not empty, in flight and delayed included.</summary>
    public async Task<IReadOnlyDictionary<string, int>> DepthsAsync()
    {
        var depths = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var listed = await _client.ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = prefix, MaxResults = 1000 });
        foreach (var url in listed.QueueUrls ?? [])
        {
            var found = await _client.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = Depths });
            if (found.Attributes.Values.Sum(value => int.Parse(value, CultureInfo.InvariantCulture)) is var depth and > 0)
            {
                depths[url[(url.LastIndexOf('/') + 1)..]] = depth;
            }
        }

        return depths;
    }

    /// <summary>What a queue has handed out and was not told to delete.</summary>
    public async Task<int> InFlightAsync(string endpoint, string lane)
    {
        var url = (await _client.GetQueueUrlAsync(Name(prefix, endpoint, lane))).QueueUrl;
        return (await _client.GetQueueAttributesAsync(url, ["ApproximateNumberOfMessagesNotVisible"])).ApproximateNumberOfMessagesNotVisible;
    }

    /// <summary>The bodies in the queues of what failed, with the reason. They stay there.</summary>
    public async Task<IReadOnlyList<(string Queue, string Body, string Reason)>> DeadLettersAsync()
    {
        var letters = new List<(string, string, string)>();
        foreach (var queue in (await DepthsAsync()).Keys.Where(IsOfDeadLetters))
        {
            var request = new ReceiveMessageRequest
            {
                QueueUrl = (await _client.GetQueueUrlAsync(queue)).QueueUrl,
                MaxNumberOfMessages = 10,
                MessageAttributeNames = ["All"],
                VisibilityTimeout = 60,
            };
            while ((await _client.ReceiveMessageAsync(request)).Messages is { Count: > 0 } messages)
            {
                letters.AddRange(messages.Select(message => (
                    queue,
                    message.Body,
                    string.Join(", ", (message.MessageAttributes ?? []).Where(pair => pair.Key.StartsWith("MT-", StringComparison.Ordinal)).Select(pair => pair.Value.StringValue)))));
            }
        }

        return letters;
    }

    public static bool IsOfDeadLetters(string queue) =>
        queue.EndsWith("_error", StringComparison.Ordinal) || queue.EndsWith("_skipped", StringComparison.Ordinal);

    public void Dispose() => _client.Dispose();

    private static AmazonSQSClient Connect(Uri address) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonSQSConfig { ServiceURL = address.ToString(), AuthenticationRegion = "us-east-1", IgnoreConfiguredEndpointUrls = true });
}
