using MassTransit;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>What an endpoint's messages see of it.</summary>
internal sealed class SqsReceiveEndpointContext(SqsHostConfiguration host, SqsReceiveEndpointConfiguration endpoint)
    : BaseReceiveEndpointContext(host, endpoint)
{
    public override void AddSendAgent(IAgent agent) => throw new NotSupportedException();

    public override void AddConsumeAgent(IAgent agent) => throw new NotSupportedException();

    public override Exception ConvertException(Exception exception, string message) =>
        new ConnectionException(message + exception.Message, exception);

    protected override ISendTransportProvider CreateSendTransportProvider() => new SqsTransportProvider(host, this, host.Broker);

    protected override IPublishTransportProvider CreatePublishTransportProvider() => new SqsTransportProvider(host, this, host.Broker);
}
