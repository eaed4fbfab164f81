using MassTransit;
using MassTransit.Configuration;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>Collects what code says about a bus, and makes its own endpoint.</summary>
internal sealed class SqsBusFactoryConfigurator(SqsBusConfiguration bus)
    : BusFactoryConfigurator(bus), IAmazonSqsBusFactoryConfigurator, IBusFactory
{
    /// <summary>What the transport's own tests set.</summary>
    public HostSettings Settings => bus.Host.Settings;

    public ushort WaitTimeSeconds
    {
        set => Settings.WaitSeconds = value;
    }

    public void Host(Uri hostAddress, Action<IAmazonSqsHostConfigurator>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(hostAddress);
        if (hostAddress.Scheme != SqsAddress.Scheme || hostAddress.AbsolutePath != "/")
        {
            throw new ArgumentException($"Expected '{SqsAddress.Scheme}://REGION', got '{hostAddress}'.", nameof(hostAddress));
        }

        bus.Host.Settings.Region = hostAddress.Host;
        configure?.Invoke(bus.Host.Settings);
    }

    public void Topology(TopologyPlan? plan, TopologyMode mode = TopologyMode.Create, bool waits = false)
    {
        bus.Host.Plan = plan;
        (Settings.Mode, Settings.WaitsForTopology) = (mode, waits);
    }

    public IReceiveEndpointConfiguration CreateBusEndpointConfiguration(Action<IReceiveEndpointConfigurator> configure)
    {
        var name = bus.Topology.Consume.CreateTemporaryQueueName("bus");
        return bus.Host.CreateReceiveEndpointConfiguration(
            new SqsAddress(bus.Host.Settings.Region, name, IsTemporary: true), bus.BusEndpoint, configure);
    }

    public void ReceiveEndpoint(
        IEndpointDefinition definition, IEndpointNameFormatter? endpointNameFormatter = null, Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        bus.Host.ReceiveEndpoint(definition, endpointNameFormatter, configureEndpoint);

    public void ReceiveEndpoint(
        IEndpointDefinition definition, IEndpointNameFormatter? endpointNameFormatter = null, Action<IReceiveEndpointConfigurator>? configureEndpoint = null) =>
        bus.Host.ReceiveEndpoint(definition, endpointNameFormatter, configureEndpoint);

    public void ReceiveEndpoint(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator> configureEndpoint) =>
        bus.Host.ReceiveEndpoint(queueName, configureEndpoint);

    public void ReceiveEndpoint(string queueName, Action<IReceiveEndpointConfigurator> configureEndpoint) =>
        bus.Host.ReceiveEndpoint(queueName, configureEndpoint);
}
