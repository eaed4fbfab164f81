using Amazon.SQS;
using Amazon.SQS.Model;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>The calls of SQS that a transport makes, each with a deadline of its own.</summary>
internal sealed class SqsCalls(IAmazonSQS client)
{
    private static readonly List<string> SystemAttributes =
    [
        MessageSystemAttributeName.ApproximateReceiveCount, MessageSystemAttributeName.SentTimestamp,
        MessageSystemAttributeName.MessageGroupId, MessageSystemAttributeName.MessageDeduplicationId,
    ];

    private static readonly List<string> AllAttributes = ["All"];

    /// <summary>Waits for messages. Cancelling it may lose some of them for their visibility timeout.</summary>
    public Task<IReadOnlyList<Message>> ReceiveAsync(string queueUrl, int count, int waitSeconds, CancellationToken cancellationToken) =>
        ReceiveAsync(queueUrl, count, waitSeconds, hiddenSeconds: null, cancellationToken);

    /// <summary>Waits for messages, and hides them for another time than the queue's own.</summary>
    public async Task<IReadOnlyList<Message>> ReceiveAsync(
        string queueUrl, int count, int waitSeconds, int? hiddenSeconds, CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = queueUrl,
            MaxNumberOfMessages = count,
            WaitTimeSeconds = waitSeconds,
            VisibilityTimeout = hiddenSeconds,
            MessageSystemAttributeNames = SystemAttributes,
            MessageAttributeNames = AllAttributes,
        };
        var response = await CallAsync(
            token => client.ReceiveMessageAsync(request, token), TimeSpan.FromSeconds(waitSeconds) + Deadlines.AfterWait, cancellationToken);
        return response.Messages ?? [];
    }

    public async Task<IReadOnlyList<EntryFailure>> SendAsync(
        string queueUrl, List<SendMessageBatchRequestEntry> entries, CancellationToken cancellationToken)
    {
        var request = new SendMessageBatchRequest { QueueUrl = queueUrl, Entries = entries };
        return Read((await CallAsync(token => client.SendMessageBatchAsync(request, token), cancellationToken)).Failed);
    }

    public async Task<IReadOnlyList<EntryFailure>> DeleteAsync(
        string queueUrl, List<DeleteMessageBatchRequestEntry> entries, CancellationToken cancellationToken)
    {
        var request = new DeleteMessageBatchRequest { QueueUrl = queueUrl, Entries = entries };
        return Read((await CallAsync(token => client.DeleteMessageBatchAsync(request, token), cancellationToken)).Failed);
    }

    public Task<IReadOnlyList<EntryFailure>> ChangeVisibilityAsync(
        string queueUrl, List<ChangeMessageVisibilityBatchRequestEntry> entries, CancellationToken cancellationToken) =>
        ChangeVisibilityAsync(queueUrl, entries, Deadlines.Request, cancellationToken);

    public async Task<IReadOnlyList<EntryFailure>> ChangeVisibilityAsync(
        string queueUrl, List<ChangeMessageVisibilityBatchRequestEntry> entries, TimeSpan limit, CancellationToken cancellationToken)
    {
        var request = new ChangeMessageVisibilityBatchRequest { QueueUrl = queueUrl, Entries = entries };
        return Read((await CallAsync(token => client.ChangeMessageVisibilityBatchAsync(request, token), limit, cancellationToken)).Failed);
    }

    /// <summary>Finds a queue; null when there is none.</summary>
    public async Task<string?> FindUrlAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await CallAsync(token => client.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = name }, token), cancellationToken)).QueueUrl;
        }
        catch (Exception failure) when (Failures.IsMissing(failure))
        {
            return null;
        }
    }

    public async Task<string> CreateAsync(string name, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var request = new CreateQueueRequest { QueueName = name, Attributes = attributes };
        return (await CallAsync(token => client.CreateQueueAsync(request, token), cancellationToken)).QueueUrl;
    }

    public async Task<IReadOnlyDictionary<string, string>> AttributesAsync(string queueUrl, CancellationToken cancellationToken)
    {
        var request = new GetQueueAttributesRequest { QueueUrl = queueUrl, AttributeNames = AllAttributes };
        return (await CallAsync(token => client.GetQueueAttributesAsync(request, token), cancellationToken)).Attributes ?? [];
    }

    public Task SetAttributesAsync(string queueUrl, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var request = new SetQueueAttributesRequest { QueueUrl = queueUrl, Attributes = attributes };
        return CallAsync(token => client.SetQueueAttributesAsync(request, token), cancellationToken);
    }

    private static IReadOnlyList<EntryFailure> Read(List<BatchResultErrorEntry>? failed) => failed is null or []
        ? []
        : [.. failed.Select(entry => new EntryFailure(
            int.Parse(entry.Id, System.Globalization.CultureInfo.InvariantCulture), entry.SenderFault ?? false, entry.Code, entry.Message))];

    private static Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync(call, Deadlines.Request, cancellationToken);

    private static Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellationToken) =>
        Deadlines.CallAsync("SQS", call, limit, cancellationToken);
}
