using System.Collections.Concurrent;
using System.Globalization;
using Amazon.SQS;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>Looks whether a plan is there, and says all that is not.</summary>
internal sealed class TopologyVerifier(SqsCalls sqs, SnsClient sns) : ITopologyApplier
{
    private const int Abreast = 8;

    public async Task<DeployedTopology> ApplyAsync(TopologyPlan plan, CancellationToken cancellationToken)
    {
        var missing = new ConcurrentBag<string>();
        var queues = new ConcurrentDictionary<string, DeployedQueue>(StringComparer.Ordinal);
        var policies = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        var names = plan.Queues.SelectMany(queue => queue.HasSkipped
            ? (string[])[queue.Name, SqsNames.Error(queue.Name), SqsNames.Skipped(queue.Name)]
            : [queue.Name, SqsNames.Error(queue.Name)]);
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = cancellationToken }, async (name, token) =>
        {
            if (await sqs.FindUrlAsync(name, token) is not { } url)
            {
                missing.Add($"queue '{name}'");
                return;
            }

            var attributes = await sqs.AttributesAsync(url, token);
            var visibility = int.Parse(attributes.GetValueOrDefault(QueueAttributeName.VisibilityTimeout, "30"), CultureInfo.InvariantCulture);
            queues[name] = new DeployedQueue(name, url, attributes[QueueAttributeName.QueueArn], TimeSpan.FromSeconds(visibility));
            policies[name] = attributes.GetValueOrDefault(QueueAttributeName.Policy);
        });

        var topics = await TopicsAsync(plan, queues, policies, missing, cancellationToken);
        return missing.IsEmpty
            ? new DeployedTopology(queues, topics)
            : throw new AmazonSqsTransportException($"Missing, and not to be created here: {string.Join(", ", missing.Order(StringComparer.Ordinal))}.");
    }

    private async Task<IReadOnlyDictionary<string, string>> TopicsAsync(
        TopologyPlan plan,
        ConcurrentDictionary<string, DeployedQueue> queues,
        ConcurrentDictionary<string, string?> policies,
        ConcurrentBag<string> missing,
        CancellationToken cancellationToken)
    {
        var topics = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        if (queues.Values.FirstOrDefault() is not { } any)
        {
            return topics;
        }

        var subscriptions = plan.Subscriptions.ToLookup(subscription => subscription.Topic, subscription => subscription.Queue);
        await Parallel.ForEachAsync(subscriptions, new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = cancellationToken }, async (topic, token) =>
        {
            // Queues and topics are in one account: it is only told by what is there.
            var arn = TopicArn(any.Arn, topic.Key);
            if (!await sns.TopicExistsAsync(arn, token))
            {
                missing.Add($"topic '{topic.Key}'");
                return;
            }

            topics[topic.Key] = arn;
            var subscribed = await sns.SubscriptionsAsync(arn, token);
            foreach (var queue in topic.Where(queues.ContainsKey).Select(name => queues[name]))
            {
                await CheckAsync(queue, topic.Key, arn, policies[queue.Name], subscribed, missing, token);
            }
        });
        return topics;
    }

    private async Task CheckAsync(
        DeployedQueue queue,
        string topic,
        string topicArn,
        string? policy,
        IReadOnlyDictionary<string, string> subscribed,
        ConcurrentBag<string> missing,
        CancellationToken cancellationToken)
    {
        if (!subscribed.TryGetValue(queue.Arn, out var subscription))
        {
            missing.Add($"subscription of queue '{queue.Name}' to topic '{topic}'");
        }
        else if (!await sns.IsRawAsync(subscription, cancellationToken))
        {
            missing.Add($"raw delivery from topic '{topic}' to queue '{queue.Name}'");
        }

        if (QueuePolicy.Refused(policy, queue.Arn, [topicArn]).Any())
        {
            missing.Add($"permission in the policy of queue '{queue.Name}' for topic '{topic}' to send");
        }
    }

    private static string TopicArn(string queueArn, string topic)
    {
        var parts = queueArn.Split(':');
        return $"{parts[0]}:{parts[1]}:sns:{parts[3]}:{parts[4]}:{topic}";
    }
}
