using Pipeline.Ingress.LiveEvents.Parsing;
using Pipeline.Messaging.AmazonSqs.Raw;

namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>Takes in the events that rules of EventBridge put straight into a queue: the same way as those that are posted.</summary>
internal sealed class QueuedEventHandler(LiveEventIntake intake) : IRawMessageHandler
{
    public async Task HandleAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            await intake.AcceptAsync(body, cancellationToken);
        }
        catch (Exception exception) when (exception is NotJsonException or BadEventException)
        {
            throw new PoisonMessageException($"It is no event: {exception.Message}", exception);
        }
    }
}
