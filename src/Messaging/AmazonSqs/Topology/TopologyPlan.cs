namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>Queues, topics and subscriptions as data.</summary>
public sealed record TopologyPlan
{
    /// <summary>The queues that endpoints read.</summary>
    public IReadOnlyList<QueueSpec> Queues { get; init; } = [];

    /// <summary>The subscriptions. Their topics need no other mention.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>All topics, each once.</summary>
    public IEnumerable<string> Topics => Subscriptions.Select(subscription => subscription.Topic).Distinct(StringComparer.Ordinal);

    /// <summary>Makes a plan of subscriptions; their queues are created with the defaults.</summary>
    public static TopologyPlan Of(IEnumerable<Subscription> subscriptions)
    {
        var all = subscriptions.Distinct().ToList();
        return new TopologyPlan
        {
            Subscriptions = all,
            Queues = [.. all.Select(subscription => subscription.Queue).Distinct(StringComparer.Ordinal).Select(name => new QueueSpec { Name = name })],
        };
    }

    /// <summary>Both plans as one. Of two specifications of a queue, the other one's counts.</summary>
    public TopologyPlan With(TopologyPlan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TopologyPlan
        {
            Queues = [.. other.Queues.Concat(Queues).DistinctBy(queue => queue.Name, StringComparer.Ordinal)],
            Subscriptions = [.. Subscriptions.Concat(other.Subscriptions).Distinct()],
        };
    }
}
