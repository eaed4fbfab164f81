namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>That what is published to a topic arrives, raw, in a queue.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Queue">The queue's name.</param>
public sealed record Subscription(string Topic, string Queue);
