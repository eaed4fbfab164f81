using System.Globalization;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>Publishes messages to a topic.</summary>
internal sealed class TopicSender(string topic, SnsClient sns, TopologyDeployment topology, BatcherSettings settings)
    : Batcher<OutgoingMessage>(settings)
{
    protected override string Destination => topic;

    public Task SendAsync(OutgoingMessage message)
    {
        Add(message);
        return message.Done;
    }

    protected override bool MayRetry(Exception failure) =>
        base.MayRetry(failure) || topology.IsAwaited || (Failures.IsMissing(failure) && topology.Lost());

    protected override async Task<IReadOnlyList<EntryFailure>> SendAsync(IReadOnlyList<OutgoingMessage> batch)
    {
        if (await topology.TopicArnAsync(topic, CancellationToken.None) is not { } arn)
        {
            return [];
        }

        var form = new FormWriter("PublishBatch", 2 * batch.Sum(message => message.Bytes)).Add("TopicArn", arn);
        for (var position = 0; position < batch.Count; position++)
        {
            Write(form, batch[position], position);
        }

        return await sns.PublishBatchAsync(form, CancellationToken.None);
    }

    private static void Write(FormWriter form, OutgoingMessage message, int position)
    {
        var entry = $"PublishBatchRequestEntries.member.{position + 1}.";
        form.Add(entry + "Id", position.ToString(CultureInfo.InvariantCulture)).Add(entry + "Message", message.Utf8);
        var number = 0;
        foreach (var (name, value) in message.Attributes)
        {
            var attribute = $"{entry}MessageAttributes.entry.{++number}.";
            form.Add(attribute + "Name", name).Add(attribute + "Value.DataType", "String").Add(attribute + "Value.StringValue", value);
        }

        if (message.Options.GroupId is { } group)
        {
            form.Add(entry + "MessageGroupId", group);
        }

        if (message.Options.DeduplicationId is { } deduplication)
        {
            form.Add(entry + "MessageDeduplicationId", deduplication);
        }
    }
}
