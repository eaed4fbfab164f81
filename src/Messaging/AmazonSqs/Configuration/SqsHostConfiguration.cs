using MassTransit;
using MassTransit.Configuration;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>The region a bus is in, and its endpoints.</summary>
internal sealed class SqsHostConfiguration
    : BaseHostConfiguration<SqsReceiveEndpointConfiguration, IAmazonSqsReceiveEndpointConfigurator>
{
    private readonly SqsBusConfiguration _bus;
    private readonly Lazy<Broker> _broker;

    public SqsHostConfiguration(SqsBusConfiguration bus, SqsTopologyConfiguration topology)
        : base(bus)
    {
        _bus = bus;
        _broker = new Lazy<Broker>(Connect);
        Topology = new SqsBusTopology(this, topology);
    }

    public HostSettings Settings { get; } = new();

    /// <summary>What is declared to be all there is; without it, what this bus's endpoints need.</summary>
    public TopologyPlan? Plan { get; set; }

    public Broker Broker => _broker.Value;

    public override Uri HostAddress => new($"{SqsAddress.Scheme}://{Settings.Region}/");

    public override IBusTopology Topology { get; }

    // The transport's own loops retry.
    public override IRetryPolicy ReceiveTransportRetryPolicy { get; } = Retry.None;

    public void ApplyEndpointDefinition(IAmazonSqsReceiveEndpointConfigurator configurator, IEndpointDefinition definition)
    {
        if (definition.IsTemporary)
        {
            throw new ConfigurationException("This transport has no temporary queues.");
        }

        base.ApplyEndpointDefinition(configurator, definition);
    }

    public SqsReceiveEndpointConfiguration CreateReceiveEndpointConfiguration(
        SqsAddress address, SqsEndpointConfiguration endpoint, Action<IAmazonSqsReceiveEndpointConfigurator>? configure)
    {
        var configuration = new SqsReceiveEndpointConfiguration(this, address, endpoint);
        configure?.Invoke(configuration);
        Observers.EndpointConfigured(configuration);
        Add(configuration);
        return configuration;
    }

    public override IReceiveEndpointConfiguration CreateReceiveEndpointConfiguration(
        string queueName, Action<IReceiveEndpointConfigurator>? configure = null) => Create(queueName, configure);

    public override void ReceiveEndpoint(
        IEndpointDefinition definition, IEndpointNameFormatter? endpointNameFormatter, Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        Create(definition.GetEndpointName(endpointNameFormatter ?? DefaultEndpointNameFormatter.Instance), configurator =>
        {
            ApplyEndpointDefinition(configurator, definition);
            configureEndpoint?.Invoke(configurator);
        });

    public override void ReceiveEndpoint(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator> configureEndpoint) =>
        Create(queueName, configureEndpoint);

    public SqsReceiveEndpointConfiguration Create(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator>? configure) =>
        CreateReceiveEndpointConfiguration(new SqsAddress(Settings.Region, queueName), _bus.CreateEndpointConfiguration(), configure);

    public override IHost Build()
    {
        var host = new SqsHost(this);
        foreach (var endpoint in GetConfiguredEndpoints())
        {
            endpoint.Build(host);
        }

        return host;
    }

    private Broker Connect()
    {
        var broker = new Broker(Settings);
        if (Plan is { } plan)
        {
            broker.Topology.Add(plan);
            broker.Topology.IsComplete = true;
        }

        return broker;
    }
}
