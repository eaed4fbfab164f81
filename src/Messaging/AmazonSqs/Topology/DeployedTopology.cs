namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>A topology that is there.</summary>
/// <param name="Queues">Its queues by name, error and skipped queues included.</param>
/// <param name="Topics">The ARNs of its topics by name.</param>
internal sealed record DeployedTopology(IReadOnlyDictionary<string, DeployedQueue> Queues, IReadOnlyDictionary<string, string> Topics);
