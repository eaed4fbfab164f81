using MassTransit;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>What an endpoint may say about the message types it consumes. The name limit is a queue's, less its companions' suffixes.</summary>
internal sealed class SqsConsumeTopology() : ConsumeTopology(maxQueueNameLength: 72);
