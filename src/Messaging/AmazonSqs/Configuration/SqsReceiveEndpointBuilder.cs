using MassTransit;
using MassTransit.Configuration;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>Subscribes an endpoint's queue to what its consumers take.</summary>
internal sealed class SqsReceiveEndpointBuilder(SqsReceiveEndpointConfiguration configuration) : ReceiveEndpointBuilder(configuration)
{
    public override ConnectHandle ConnectConsumePipe<T>(IPipe<ConsumeContext<T>> pipe, ConnectPipeOptions options)
    {
        if (configuration.ConfigureConsumeTopology
            && options.HasFlag(ConnectPipeOptions.ConfigureConsumeTopology)
            && ((IMessageConsumeTopologyConfigurator)configuration.Topology.Consume.GetMessageTopology<T>()).ConfigureConsumeTopology)
        {
            configuration.Subscribe<T>();
        }

        return base.ConnectConsumePipe(pipe, options);
    }
}
