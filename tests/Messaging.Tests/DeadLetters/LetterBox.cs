using System.Text;
using Amazon.SQS.Model;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Lanes;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters.Queues;
using Pipeline.Messaging.Tests.AmazonSqs;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.DeadLetters;

/// <summary>Two queues of an installation with their queues of letters, in an emulator.</summary>
internal sealed class LetterBox(Share share)
{
    public const string Work = "worker-resync";
    public const string LiveWork = "worker-live";

    public InMemoryClaimCheckStore Store { get; } = new(TimeProvider.System);

    public SqsDeadLetters Letters => new(
        share.Sqs,
        new AmazonSqsOptions
        {
            Region = "eu-west-1",
            Prefix = share.Prefix,
            Subscriptions = [new LaneSubscription("resync", "worker", typeof(Ping)), new LaneSubscription("live", "worker", typeof(Ping))],
        },
        Store,
        TimeProvider.System);

    public async Task CreateAsync()
    {
        foreach (var queue in new[] { Work, LiveWork }.SelectMany(name => new[] { name, $"{name}_error", $"{name}_skipped" }))
        {
            await share.Sqs.CreateQueueAsync(share.Queue(queue));
        }
    }

    /// <summary>Puts a letter as the transport does: the body as it was, and why beside it.</summary>
    public Task PutAsync(string body, string reason = "it broke", string queue = Work) => share.PutAsync($"{queue}_error", body, new Dictionary<string, MessageAttributeValue>
    {
        ["Content-Type"] = Text("application/vnd.masstransit+json"),
        ["MT-Reason"] = Text("fault"),
        ["MT-Fault-Message"] = Text(reason),
    });

    /// <summary>Puts many.</summary>
    public async Task PutAsync(IEnumerable<string> bodies)
    {
        var url = (await share.Sqs.GetQueueUrlAsync(share.Queue($"{Work}_error"))).QueueUrl;
        await Parallel.ForEachAsync(bodies.Chunk(10), async (ten, token) => await share.Sqs.SendMessageBatchAsync(
            url, [.. ten.Select((body, place) => new SendMessageBatchRequestEntry($"{place}", body))], token));
    }

    public Task<(int Visible, int Hidden)> CountAsync(string queue) => share.CountAsync(queue);

    public async Task<IReadOnlyList<Message>> TakeAllAsync(string queue)
    {
        var taken = new List<Message>();
        while (await share.TakeAsync(queue, waitSeconds: 1) is { Count: > 0 } some)
        {
            taken.AddRange(some);
        }

        return taken;
    }

    /// <summary>A message of a page, in its envelope.</summary>
    public static string Page(Guid id, string account = "111122223333", string kind = "AWS::S3::Bucket") => $$$"""
        {"messageId":"{{{id}}}","conversationId":"{{{Guid.NewGuid()}}}","messageType":["urn:message:Pipeline.Contracts:ResourcesEnumerated"],
         "message":{"runId":"{{{Guid.Empty}}}","scope":{"accountId":"{{{account}}}","region":"us-east-1","kind":"{{{kind}}}"},"attempt":1,"page":1,"resources":[]}}
        """;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };
}
