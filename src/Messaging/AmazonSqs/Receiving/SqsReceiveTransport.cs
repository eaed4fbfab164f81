using MassTransit;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Moving;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>The receiving side of an endpoint, which may be started again after it was stopped.</summary>
internal sealed class SqsReceiveTransport(SqsReceiveEndpointContext endpoint, Broker broker, ReceiveSettings settings) : IReceiveTransport
{
    public ReceiveTransportHandle Start()
    {
        if (!endpoint.IsBusEndpoint)
        {
            IErrorTransport errors = new SqsErrorTransport(new MoveTransport(broker.Queue(SqsNames.Error(settings.Queue))));
            endpoint.AddOrUpdatePayload(() => errors, _ => errors);
            IDeadLetterTransport skipped = new SqsSkippedTransport(new MoveTransport(broker.Queue(SqsNames.Skipped(settings.Queue))));
            endpoint.AddOrUpdatePayload(() => skipped, _ => skipped);
        }

        return new ReceiveAgent(endpoint, broker, settings);
    }

    public void Probe(ProbeContext context)
    {
        var scope = context.CreateScope("receiveTransport");
        scope.Add("type", "AmazonSQS");
        scope.Set(settings);
    }

    public ConnectHandle ConnectReceiveObserver(IReceiveObserver observer) => endpoint.ConnectReceiveObserver(observer);

    public ConnectHandle ConnectReceiveTransportObserver(IReceiveTransportObserver observer) => endpoint.ConnectReceiveTransportObserver(observer);

    public ConnectHandle ConnectPublishObserver(IPublishObserver observer) => endpoint.ConnectPublishObserver(observer);

    public ConnectHandle ConnectSendObserver(ISendObserver observer) => endpoint.ConnectSendObserver(observer);
}
