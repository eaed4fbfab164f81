using MassTransit;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Moving;

/// <summary>Takes messages that could not be read or handled.</summary>
internal sealed class SqsErrorTransport(MoveTransport move) : IErrorTransport
{
    public Task Send(ExceptionReceiveContext context)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        AttributeConverter.Adapter.SetExceptionHeaders(reasons, context);
        return move.MoveAsync(context, reasons);
    }
}
