using MassTransit;
using MassTransit.Configuration;
using MassTransit.Topology;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>Names of message types, for a bus or for one of its endpoints.</summary>
internal sealed class SqsTopologyConfiguration : ITopologyConfiguration
{
    public SqsTopologyConfiguration(IMessageTopologyConfigurator messages)
    {
        var send = new SendTopology();
        send.ConnectSendTopologyConfigurationObserver(new DelegateSendTopologyConfigurationObserver(GlobalTopology.Send));
        var publish = new SqsPublishTopology(messages);
        publish.ConnectPublishTopologyConfigurationObserver(new DelegatePublishTopologyConfigurationObserver(GlobalTopology.Publish));
        publish.ConnectPublishTopologyConfigurationObserver(new PublishToSendTopologyConfigurationObserver(send));
        (Message, Send, Publish) = (messages, send, publish);
    }

    public SqsTopologyConfiguration(SqsTopologyConfiguration bus) => (Message, Send, Publish) = (bus.Message, bus.Send, bus.Publish);

    public IMessageTopologyConfigurator Message { get; }

    public ISendTopologyConfigurator Send { get; }

    public IPublishTopologyConfigurator Publish { get; }

    public IConsumeTopologyConfigurator Consume { get; } = new SqsConsumeTopology();

    public IEnumerable<ValidationResult> Validate() => Send.Validate().Concat(Publish.Validate()).Concat(Consume.Validate());
}
