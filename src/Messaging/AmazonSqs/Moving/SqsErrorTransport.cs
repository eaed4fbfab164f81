using MassTransit;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Moving;

/// <summary>Takes messages that could not be read or handled.</summary>
internal sealed class SqsErrorTransport(MoveTransport move) : IErrorTransport
{
    // What failed because nothing could be sent is no dead letter: it is given back, and handled anew when SNS and SQS
    // can be reached. Whatever goes on for ever ends here by the queue's count of receives.
    public Task Send(ExceptionReceiveContext context)
    {
        if (AmazonSqsTransportException.IsBehind(context.Exception))
        {
            throw new AmazonSqsTransportException($"A message of {context.InputAddress} is left in its queue: {context.Exception.Message}", context.Exception);
        }

        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        AttributeConverter.Adapter.SetExceptionHeaders(reasons, context);
        return move.MoveAsync(context, reasons);
    }
}
