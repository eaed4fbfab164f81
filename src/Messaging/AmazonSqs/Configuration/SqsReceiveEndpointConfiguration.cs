using System.Globalization;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.AmazonSqs.Receiving;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>An endpoint: its queue, what is subscribed to it, and how it is read.</summary>
internal sealed class SqsReceiveEndpointConfiguration(SqsHostConfiguration host, SqsAddress address, SqsEndpointConfiguration endpoint)
    : ReceiveEndpointConfiguration(host, endpoint), IAmazonSqsReceiveEndpointConfigurator
{
    // SQS hides a message 12 h at most from when it was received.
    private static readonly TimeSpan LongestVisibility = TimeSpan.FromHours(12);

    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private TimeSpan _maxVisibility = LongestVisibility;
    private ushort _waitSeconds = host.Settings.WaitSeconds;
    private int _redeliverSeconds = 1;
    private int _maxReceiveCount = QueueSpec.DefaultMaxReceiveCount;

    public override Uri HostAddress => host.HostAddress;

    public override Uri InputAddress { get; } = address.ToUri();

    public ushort WaitTimeSeconds
    {
        set => _waitSeconds = value;
    }

    public int RedeliverVisibilityTimeout
    {
        set => _redeliverSeconds = value;
    }

    public TimeSpan MaxVisibilityTimeout
    {
        set => _maxVisibility = value < LongestVisibility ? value : LongestVisibility;
    }

    public int MaxReceiveCount
    {
        set => _maxReceiveCount = value;
    }

    public IDictionary<string, object> QueueAttributes { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public void Subscribe<T>()
        where T : class => _topics.Add(Topology.Message.GetMessageTopology<T>().EntityName);

    public override ReceiveEndpointContext CreateReceiveEndpointContext()
    {
        var builder = new SqsReceiveEndpointBuilder(this);
        ApplySpecifications(builder);
        return new SqsReceiveEndpointContext(host, this);
    }

    public void Build(IHost parent)
    {
        var context = (SqsReceiveEndpointContext)CreateReceiveEndpointContext();
        if (!IsBusEndpoint)
        {
            Declare(Plan());
        }

        ReceiveEndpoint = new ReceiveEndpoint(new SqsReceiveTransport(context, host.Broker, Settings()), context);
        parent.AddReceiveEndpoint(address.Name, (ReceiveEndpoint)ReceiveEndpoint);
    }

    public override IEnumerable<ValidationResult> Validate()
    {
        var faults = new[]
        {
            IsBusEndpoint ? null : SqsNames.FaultOfQueue(address.Name),
            _waitSeconds is < 1 or > 20 ? $"WaitTimeSeconds is {_waitSeconds}, and must be from 1 to 20." : null,
            _redeliverSeconds is < 0 or > 43_200 ? $"RedeliverVisibilityTimeout is {_redeliverSeconds}, and must be from 0 to 43200." : null,
            _maxReceiveCount is < 1 or > 1_000 ? $"MaxReceiveCount is {_maxReceiveCount}, and must be from 1 to 1000." : null,
        };
        return base.Validate().Concat(faults.OfType<string>().Concat(_topics.Select(SqsNames.FaultOfTopic).OfType<string>())
            .Select(fault => this.Failure(address.Name, fault)));
    }

    private void Declare(TopologyPlan plan)
    {
        if (host.Plan is { } complete && plan.Subscriptions.Except(complete.Subscriptions).FirstOrDefault() is { } unplanned)
        {
            throw new ConfigurationException(
                $"The queue '{unplanned.Queue}' is to take what is published to '{unplanned.Topic}', which is not in the topology that was declared.");
        }

        host.Broker.Topology.Add(plan);
    }

    private TopologyPlan Plan() => new()
    {
        Queues =
        [
            new QueueSpec
            {
                Name = address.Name,
                MaxReceiveCount = _maxReceiveCount,
                Attributes = QueueAttributes.ToDictionary(
                    attribute => attribute.Key, attribute => Convert.ToString(attribute.Value, CultureInfo.InvariantCulture)!),
            },
        ],
        Subscriptions = [.. _topics.Select(topic => new Subscription(topic, address.Name))],
    };

    private ReceiveSettings Settings()
    {
        var concurrency = Math.Max(1, ConcurrentMessageLimit ?? PrefetchCount);
        return new ReceiveSettings(
            address.Name,
            concurrency,
            Math.Clamp(PrefetchCount, concurrency, ReceiveSettings.PrefetchFactor * concurrency),
            _waitSeconds,
            TimeSpan.FromSeconds(_redeliverSeconds),
            _maxVisibility);
    }
}
