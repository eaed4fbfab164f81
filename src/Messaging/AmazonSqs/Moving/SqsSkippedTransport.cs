using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Moving;

/// <summary>Takes messages of types that no consumer of the endpoint wants.</summary>
/// <remarks>Not one class with the error transport: MassTransit would take the one for the other.</remarks>
internal sealed class SqsSkippedTransport(MoveTransport move) : IDeadLetterTransport
{
    public Task Send(ReceiveContext context, string reason) =>
        move.MoveAsync(context, new Dictionary<string, string> { [MessageHeaders.Reason] = reason });
}
