using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>Creates what is missing of a plan. Others may do the same at the same time.</summary>
/// <param name="sqs">The queues' service.</param>
/// <param name="sns">The topics' service.</param>
/// <param name="settle">How long another's write of a queue policy may still overwrite ours.</param>
/// <param name="time">The clock.</param>
internal sealed class TopologyCreator(SqsCalls sqs, SnsClient sns, TimeSpan settle, TimeProvider time) : ITopologyApplier
{
    private const int PolicyRounds = 10;

    // Longer than any weekend for which a stage may be down. Error queues keep more: SQS counts on from the first enqueueing.
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);
    private static readonly TimeSpan CompanionRetention = TimeSpan.FromDays(14);

    private static readonly ParallelOptions Abreast = new() { MaxDegreeOfParallelism = 8 };

    public async Task<DeployedTopology> ApplyAsync(TopologyPlan plan, CancellationToken cancellationToken)
    {
        var topics = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(plan.Topics, Abreast, async (name, token) =>
            topics[name] = await sns.CreateTopicAsync(name, SqsNames.IsFifo(name), token));

        var queues = new ConcurrentDictionary<string, DeployedQueue>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(plan.Queues, Abreast, (spec, token) => CreateAsync(spec, queues, token));

        // A topic that may not send to a queue yet would lose what it is told meanwhile: policies come first.
        await AllowAsync(plan, queues, topics, cancellationToken);
        await Parallel.ForEachAsync(plan.Subscriptions, Abreast, (subscription, token) =>
            SubscribeAsync(topics[subscription.Topic], queues[subscription.Queue].Arn, token));
        return new DeployedTopology(queues, topics);
    }

    private async ValueTask CreateAsync(QueueSpec spec, ConcurrentDictionary<string, DeployedQueue> queues, CancellationToken cancellationToken)
    {
        var companion = new Dictionary<string, string> { [QueueAttributeName.MessageRetentionPeriod] = Seconds(CompanionRetention) };
        var error = await CreateAsync(SqsNames.Error(spec.Name), companion, cancellationToken);
        var skipped = spec.HasSkipped ? await CreateAsync(SqsNames.Skipped(spec.Name), companion, cancellationToken) : error;
        var attributes = new Dictionary<string, string>
        {
            [QueueAttributeName.MessageRetentionPeriod] = Seconds(Retention),
            [QueueAttributeName.RedrivePolicy] = JsonSerializer.Serialize(
                new { deadLetterTargetArn = error.Arn, maxReceiveCount = spec.MaxReceiveCount }),
        };
        foreach (var (name, value) in spec.Attributes)
        {
            attributes[name] = value;
        }

        var main = await CreateAsync(spec.Name, attributes, cancellationToken);
        foreach (var queue in (DeployedQueue[])[error, skipped, main])
        {
            queues[queue.Name] = queue;
        }
    }

    // A queue that is there keeps its attributes, whoever set them; only one without a redrive policy is given ours.
    private async Task<DeployedQueue> CreateAsync(string name, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var url = await sqs.FindUrlAsync(name, cancellationToken);
        if (url is null)
        {
            url = await CreateOrFindAsync(name, attributes, cancellationToken);
        }

        var present = await sqs.AttributesAsync(url, cancellationToken);
        if (attributes.TryGetValue(QueueAttributeName.RedrivePolicy, out var redrive) && !present.ContainsKey(QueueAttributeName.RedrivePolicy))
        {
            await sqs.SetAttributesAsync(url, new() { [QueueAttributeName.RedrivePolicy] = redrive }, cancellationToken);
        }

        var visibility = present.TryGetValue(QueueAttributeName.VisibilityTimeout, out var seconds)
            ? int.Parse(seconds, CultureInfo.InvariantCulture)
            : 30;
        return new DeployedQueue(name, url, present[QueueAttributeName.QueueArn], TimeSpan.FromSeconds(visibility));
    }

    private async Task<string> CreateOrFindAsync(string name, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string>(attributes);
        if (SqsNames.IsFifo(name))
        {
            all[QueueAttributeName.FifoQueue] = "true";
        }

        try
        {
            return await sqs.CreateAsync(name, all, cancellationToken);
        }
        catch (AmazonServiceException) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody was faster, with other attributes.
            if (await sqs.FindUrlAsync(name, cancellationToken) is { } url)
            {
                return url;
            }

            throw;
        }
    }

    // SQS sets a policy as a whole and knows no condition for it, so another who read before us may write after us. A
    // round that finds nothing to change, some time after the last change, is what ends this.
    private async Task AllowAsync(
        TopologyPlan plan,
        ConcurrentDictionary<string, DeployedQueue> queues,
        ConcurrentDictionary<string, string> topics,
        CancellationToken cancellationToken)
    {
        var sources = plan.Subscriptions.ToLookup(subscription => queues[subscription.Queue], subscription => topics[subscription.Topic]);
        for (var round = 0; round < PolicyRounds; round++)
        {
            var changed = 0;
            await Parallel.ForEachAsync(sources, Abreast, async (queue, token) =>
            {
                var present = (await sqs.AttributesAsync(queue.Key.Url, token)).GetValueOrDefault(QueueAttributeName.Policy);
                if (QueuePolicy.Allow(present, queue.Key.Arn, queue) is { } policy)
                {
                    await sqs.SetAttributesAsync(queue.Key.Url, new() { [QueueAttributeName.Policy] = policy }, token);
                    Interlocked.Increment(ref changed);
                }
            });
            if (changed == 0)
            {
                return;
            }

            await Task.Delay(settle, time, cancellationToken);
        }

        throw new AmazonSqsTransportException("The policies of the queues are written by somebody else over and over: they do not keep what is set.");
    }

    private async ValueTask SubscribeAsync(string topicArn, string queueArn, CancellationToken cancellationToken)
    {
        try
        {
            await sns.SubscribeAsync(topicArn, queueArn, cancellationToken);
        }
        catch (AmazonServiceException other) when (other.ErrorCode is "InvalidParameter" or "InvalidParameterException")
        {
            // It is subscribed already, in another manner.
            if (!(await sns.SubscriptionsAsync(topicArn, cancellationToken)).TryGetValue(queueArn, out var subscription))
            {
                throw;
            }

            await sns.SetRawAsync(subscription, cancellationToken);
        }
    }

    private static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
