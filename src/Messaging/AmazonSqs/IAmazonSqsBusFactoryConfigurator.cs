using MassTransit;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>Configures a bus over SNS and SQS, named as in the package that takes this one's place.</summary>
public interface IAmazonSqsBusFactoryConfigurator : IBusFactoryConfigurator<IAmazonSqsReceiveEndpointConfigurator>
{
    /// <inheritdoc cref="IAmazonSqsReceiveEndpointConfigurator.WaitTimeSeconds"/>
    /// <remarks>For all endpoints that do not say otherwise.</remarks>
    ushort WaitTimeSeconds { set; }

    /// <summary>Says where SQS and SNS are.</summary>
    /// <param name="hostAddress">The region: <c>amazonsqs://eu-central-1</c>.</param>
    /// <param name="configure">The rest.</param>
    void Host(Uri hostAddress, Action<IAmazonSqsHostConfigurator>? configure = null);

    /// <summary>
    /// Declares all that is to be there before anything is published or received, other services' queues included.
    /// Publishing what by this plan nobody takes is an error then. This is not in the official package.
    /// </summary>
    /// <param name="plan">The queues, topics and subscriptions of all services; null for what the endpoints of this bus need.</param>
    /// <param name="mode">Whether to create what is missing.</param>
    /// <param name="waits">
    /// Whether the bus waits, not ready, for what is missing or may not be seen yet. Else that ends its start, and it has to be
    /// started again.
    /// </param>
    void Topology(TopologyPlan? plan, TopologyMode mode = TopologyMode.Create, bool waits = false);
}
