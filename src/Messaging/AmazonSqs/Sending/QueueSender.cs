using System.Globalization;
using Amazon.SQS.Model;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>Sends messages to a queue.</summary>
internal sealed class QueueSender(string queue, SqsCalls sqs, TopologyDeployment topology, BatcherSettings settings)
    : Batcher<OutgoingMessage>(settings)
{
    public string Name => queue;

    protected override string Destination => queue;

    public Task SendAsync(OutgoingMessage message)
    {
        Add(message);
        return message.Done;
    }

    protected override bool MayRetry(Exception failure) =>
        base.MayRetry(failure) || topology.IsAwaited || (Failures.IsMissing(failure) && topology.Lost());

    protected override async Task<IReadOnlyList<EntryFailure>> SendAsync(IReadOnlyList<OutgoingMessage> batch)
    {
        var url = await topology.QueueUrlAsync(queue, CancellationToken.None);
        var entries = new List<SendMessageBatchRequestEntry>(batch.Count);
        for (var position = 0; position < batch.Count; position++)
        {
            entries.Add(Entry(batch[position], position));
        }

        return await sqs.SendAsync(url, entries, CancellationToken.None);
    }

    private static SendMessageBatchRequestEntry Entry(OutgoingMessage message, int position)
    {
        var attributes = new Dictionary<string, MessageAttributeValue>(message.Attributes.Count);
        foreach (var (name, value) in message.Attributes)
        {
            attributes[name] = new MessageAttributeValue { DataType = "String", StringValue = value };
        }

        var entry = new SendMessageBatchRequestEntry
        {
            Id = position.ToString(CultureInfo.InvariantCulture),
            MessageBody = message.Text,
            MessageAttributes = attributes,
            MessageGroupId = message.Options.GroupId,
            MessageDeduplicationId = message.Options.DeduplicationId,
        };
        if (message.Options.Delay > TimeSpan.Zero)
        {
            entry.DelaySeconds = (int)Math.Ceiling(message.Options.Delay.TotalSeconds);
        }

        return entry;
    }
}
