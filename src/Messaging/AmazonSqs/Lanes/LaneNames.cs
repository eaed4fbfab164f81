using MassTransit;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Lanes;

/// <summary>The names of a lane: topics are <c>PREFIXtype-LANE</c>, queues <c>PREFIXendpoint-LANE</c>.</summary>
internal sealed class LaneNames(string prefix, string lane) : IEntityNameFormatter
{
    public string FormatEntityName<T>() => Topic(typeof(T));

    public string Topic(Type message) => $"{prefix}{TopicNameFormatter.Name(message)}-{lane}";

    public string Queue(string endpoint) => $"{prefix}{endpoint}-{lane}";

    /// <summary>What of the subscriptions is this lane's.</summary>
    public TopologyPlan Plan(IEnumerable<LaneSubscription> subscriptions) => TopologyPlan.Of(subscriptions
        .Where(subscription => subscription.Lane == lane)
        .Select(subscription => new Subscription(Topic(subscription.Message), Queue(subscription.Endpoint))));
}
