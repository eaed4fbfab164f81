using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Pipeline.Services.Tests.Running;

/// <summary>Looks at and changes an installation's queues from outside.</summary>
internal sealed class Queues(Uri address, string prefix, string region) : IDisposable
{
    private readonly AmazonSQSClient _sqs = new(
        new BasicAWSCredentials("own", "own"), new AmazonSQSConfig { ServiceURL = address.ToString(), AuthenticationRegion = region });

    public void Dispose() => _sqs.Dispose();

    public async Task<string?> UrlAsync(string queue)
    {
        try
        {
            return (await _sqs.GetQueueUrlAsync($"{prefix}-{queue}")).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    /// <summary>Messages that wait, or that somebody has.</summary>
    public async Task<int> CountAsync(string queue)
    {
        if (await UrlAsync(queue) is not { } url)
        {
            return 0;
        }

        var attributes = await _sqs.GetQueueAttributesAsync(url, ["All"]);
        return attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible;
    }

    public Task HoldsAsync(string queue, int count, TimeSpan? within = null) =>
        Eventually.TrueAsync(async () => await CountAsync(queue) >= count, () => $"{queue} does not hold {count}.", within);

    public async Task PutAsync(string queue, string body, Dictionary<string, MessageAttributeValue>? attributes = null) =>
        await _sqs.SendMessageAsync(new SendMessageRequest(await UrlAsync(queue), body) { MessageAttributes = attributes });

    /// <summary>Takes messages away, as many as there are up to a number.</summary>
    public async Task<IReadOnlyList<Message>> TakeAsync(string queue, int most)
    {
        var (url, taken) = (await UrlAsync(queue), new List<Message>());
        while (taken.Count < most)
        {
            var some = (await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest
            {
                QueueUrl = url,
                MaxNumberOfMessages = Math.Min(10, most - taken.Count),
                MessageAttributeNames = ["All"],
            })).Messages;
            if (some is null or [])
            {
                break;
            }

            await _sqs.DeleteMessageBatchAsync(url, [.. some.Select((message, place) => new DeleteMessageBatchRequestEntry($"{place}", message.ReceiptHandle))]);
            taken.AddRange(some);
        }

        return taken;
    }

    /// <summary>Moves all messages to a queue's letters, as SQS does after too many tries.</summary>
    public async Task<int> BuryAsync(string queue)
    {
        var (target, moved) = (await UrlAsync($"{queue}_error"), 0);
        while (await TakeAsync(queue, 10) is { Count: > 0 } some)
        {
            await _sqs.SendMessageBatchAsync(target, [.. some.Select((message, place) => new SendMessageBatchRequestEntry($"{place}", message.Body) { MessageAttributes = message.MessageAttributes })]);
            moved += some.Count;
        }

        return moved;
    }
}
