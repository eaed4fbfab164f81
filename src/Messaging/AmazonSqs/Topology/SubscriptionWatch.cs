using System.Collections.Concurrent;
using Amazon.Runtime;
using Pipeline.Messaging.AmazonSqs.Clients;

namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>
/// Notices a topic that has lost its subscriptions. An emulator that was restarted has forgotten all topics; once another
/// service has made one again, SNS takes what is published to it, and drops it while nobody is subscribed. Connections
/// break when that happens, so only after that SNS is asked, once for each topic.
/// </summary>
internal sealed class SubscriptionWatch(SnsClient sns)
{
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);
    private long _floor = Interruptions.Count;

    /// <summary>All subscriptions were there after as many interruptions.</summary>
    public void AllSeen(long interruptions) => Interlocked.Exchange(ref _floor, interruptions);

    /// <summary>Says whether the queues are subscribed to the topic.</summary>
    /// <exception cref="AmazonServiceException">The topic is not there, or SNS did not answer.</exception>
    public async ValueTask<bool> AreThereAsync(string topicArn, IEnumerable<string> queueArns, CancellationToken cancellationToken)
    {
        var interruptions = Interruptions.Count;
        if (Math.Max(Interlocked.Read(ref _floor), _seen.GetValueOrDefault(topicArn)) >= interruptions)
        {
            return true;
        }

        if (!await AreSubscribedAsync(topicArn, queueArns, cancellationToken))
        {
            return false;
        }

        _seen[topicArn] = interruptions;
        return true;
    }

    private async Task<bool> AreSubscribedAsync(string topicArn, IEnumerable<string> queueArns, CancellationToken cancellationToken)
    {
        try
        {
            var subscribed = await sns.SubscriptionsAsync(topicArn, cancellationToken);
            return queueArns.All(subscribed.ContainsKey);
        }
        catch (AmazonServiceException refused) when (!Failures.IsMissing(refused) && !Failures.IsTransient(refused))
        {
            // Who may not list subscriptions may publish all the same.
            return true;
        }
    }
}
