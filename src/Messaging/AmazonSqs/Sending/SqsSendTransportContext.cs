using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>Sends to one queue or topic.</summary>
internal sealed class SqsSendTransportContext(
    IHostConfiguration host, ReceiveEndpointContext endpoint, Broker broker, SqsAddress address)
    : BaseSendTransportContext(host, endpoint.Serialization), SendTransportContext<PipeContext>
{
    public override string EntityName => address.Name;

    public override string ActivitySystem => "aws_sqs";

    public override async Task<SendContext<T>> CreateSendContext<T>(T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
    {
        var context = new SqsSendContext<T>(message, cancellationToken);
        await pipe.Send(context);
        return context;
    }

    public Task<SendContext<T>> CreateSendContext<T>(
        PipeContext context, T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
        where T : class => CreateSendContext(message, pipe, cancellationToken);

    public Task Send<T>(PipeContext transportContext, SendContext<T> sendContext)
        where T : class
    {
        var context = (SqsSendContext<T>)sendContext;
        context.CancellationToken.ThrowIfCancellationRequested();
        var message = Create(context);
        return address.IsTopic ? broker.Topic(address.Name).SendAsync(message) : broker.Queue(address.Name).SendAsync(message);
    }

    public Task Send(IPipe<PipeContext> pipe, CancellationToken cancellationToken = default) => pipe.Send(new Context(cancellationToken));

    public void Probe(ProbeContext context) => context.Add("destination", address.ToUri());

    private OutgoingMessage Create<T>(SqsSendContext<T> context)
        where T : class
    {
        var attributes = new Dictionary<string, string>(4, StringComparer.Ordinal);
        AttributeConverter.Adapter.Set(attributes, context.Headers);
        AttributeConverter.Adapter.Set(attributes, MessageHeaders.ContentType, context.ContentType.ToString());
        AttributeConverter.Adapter.Set(attributes, MessageHeaders.CorrelationId, context.CorrelationId);

        var fifo = SqsNames.IsFifo(address.Name);
        var options = new OutgoingMessage.Delivery(
            context.GroupId ?? (fifo ? Group(context) : null),
            fifo ? context.DeduplicationId ?? context.MessageId?.ToString() : null,
            context.Delay ?? default);
        return address.IsTopic
            ? OutgoingMessage.ToTopic(address.Name, context.Body.GetBytes(), attributes, options, context.CancellationToken)
            : OutgoingMessage.ToQueue(address.Name, context.Body.GetString(), attributes, options, context.CancellationToken);
    }

    // Without a group there is no order to keep, but FIFO wants one.
    private static string Group<T>(SqsSendContext<T> context)
        where T : class => (context.ConversationId ?? context.MessageId)?.ToString() ?? "none";

    private sealed class Context(CancellationToken cancellationToken) : BasePipeContext(cancellationToken);
}
