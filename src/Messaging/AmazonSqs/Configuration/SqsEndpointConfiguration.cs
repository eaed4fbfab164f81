using MassTransit.Configuration;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>Settings that a bus hands down to its endpoints.</summary>
internal class SqsEndpointConfiguration : EndpointConfiguration
{
    private readonly SqsTopologyConfiguration _topology;

    protected SqsEndpointConfiguration(SqsTopologyConfiguration topology)
        : base(topology) => _topology = topology;

    private SqsEndpointConfiguration(SqsEndpointConfiguration parent, SqsTopologyConfiguration topology, bool isBusEndpoint)
        : base(parent, topology, isBusEndpoint) => _topology = topology;

    public SqsEndpointConfiguration CreateEndpointConfiguration(bool isBusEndpoint = false) =>
        new(this, new SqsTopologyConfiguration(_topology), isBusEndpoint);
}
