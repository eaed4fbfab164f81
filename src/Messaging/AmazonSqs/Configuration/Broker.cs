using System.Collections.Concurrent;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.AmazonSqs.Sending;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>SQS and SNS as one bus sees them: its clients, its topology, and a sender for each destination.</summary>
internal sealed class Broker
{
    private const int Senders = 4;

    private readonly ConcurrentDictionary<string, QueueSender> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TopicSender> _topics = new(StringComparer.Ordinal);
    private readonly SnsClient _sns;
    private readonly TimeSpan _patience;

    public Broker(HostSettings settings)
    {
        (var client, _sns) = settings.Connect();
        Sqs = new SqsCalls(client);
        Time = settings.Time;
        WaitsForTopology = settings.WaitsForTopology;
        _patience = settings.Patience;
        Topology = new TopologyDeployment(Sqs, _sns, Applier(settings), settings.Mode, settings.WaitsForTopology);
    }

    public SqsCalls Sqs { get; }

    public TimeProvider Time { get; }

    public Backoff Backoff { get; } = new(Random.Shared.NextDouble);

    public TopologyDeployment Topology { get; }

    public bool WaitsForTopology { get; }

    public QueueSender Queue(string name) =>
        _queues.GetOrAdd(name, queue => new QueueSender(queue, Sqs, Topology, Settings(queue, ServiceLimits.QueueBytes)));

    public TopicSender Topic(string name) =>
        _topics.GetOrAdd(name, topic => new TopicSender(topic, _sns, Topology, Settings(topic, ServiceLimits.TopicBytes)));

    /// <summary>Settings for a batcher of the kind of requests that only name messages.</summary>
    public BatcherSettings Acknowledging(TimeSpan patience) => new(int.MaxValue, Senders, patience, Backoff, Time);

    private ITopologyApplier Applier(HostSettings settings) => settings.Mode == TopologyMode.Verify
        ? new TopologyVerifier(Sqs, _sns)
        : new TopologyCreator(Sqs, _sns, settings.PolicySettleTime, settings.Time);

    // Two senders could change the order in which messages of a group arrive.
    private BatcherSettings Settings(string destination, int bytes) =>
        new(bytes, SqsNames.IsFifo(destination) ? 1 : Senders, _patience, Backoff, Time);
}
