using System.Diagnostics.CodeAnalysis;
using MassTransit;
using MassTransit.Topology;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>Where a message type is published: to the topic that is named after it.</summary>
internal sealed class SqsPublishTopology(IMessageTopology messages) : PublishTopology
{
    protected override IMessagePublishTopologyConfigurator CreateMessageTopology<T>()
    {
        var topology = new OfMessage<T>(this, messages.GetMessageTopology<T>());
        OnMessageTopologyCreated(topology);
        return topology;
    }

    private sealed class OfMessage<T>(IPublishTopology parent, IMessageTopology<T> message) : MessagePublishTopology<T>(parent)
        where T : class
    {
        public override bool TryGetPublishAddress(Uri baseAddress, [NotNullWhen(true)] out Uri? publishAddress)
        {
            publishAddress = new SqsAddress(baseAddress.Host, message.EntityName, IsTopic: true).ToUri();
            return true;
        }
    }
}
