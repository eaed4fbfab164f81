using System.Diagnostics;
using System.Threading.Channels;
using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>Hands messages to the consumers, one at a time.</summary>
internal sealed class Handler(
    SqsReceiveEndpointContext endpoint, IReceivePipeDispatcher dispatcher, MessagesHere messages, EndpointClock clock, TimeSpan redeliverAfter)
{
    /// <summary>Handles what comes, until no more does. When stopping, what waits is given back instead.</summary>
    public async Task RunAsync(ChannelReader<Delivery> work, CancellationToken stopping)
    {
        await foreach (var first in work.ReadAllAsync(CancellationToken.None))
        {
            for (var delivery = first; delivery is not null; delivery = delivery.Next)
            {
                if (stopping.IsCancellationRequested)
                {
                    await messages.ReturnAsync(delivery, TimeSpan.Zero);
                    break;
                }

                // Where order counts, nothing may overtake one that has to come again.
                if (!await HandleAsync(delivery, stopping))
                {
                    break;
                }
            }
        }
    }

    private async Task<bool> HandleAsync(Delivery delivery, CancellationToken stopping)
    {
        var context = new SqsReceiveContext(delivery.Message, endpoint);
        if (!delivery.TryStart(context, clock.Now))
        {
            context.Dispose();
            LogContext.Warning?.Log("Message {MessageId} waited too long for its turn: it is left to others", delivery.Message.MessageId);
            messages.Forget(delivery);
            return delivery.Next is null;
        }

        var outcome = new Lock(delivery);
        try
        {
            await dispatcher.Dispatch(context, outcome);
        }
        catch (Exception failure)
        {
            context.LogTransportFaulted(failure);
        }
        finally
        {
            delivery.Ended(clock.Now);
            context.Dispose();
        }

        if (outcome.IsHandled)
        {
            _ = messages.DeleteAsync(delivery);
        }
        else
        {
            await messages.ReturnAsync(delivery, stopping.IsCancellationRequested ? TimeSpan.Zero : redeliverAfter);
        }

        return outcome.IsHandled;
    }

    /// <summary>How MassTransit says what became of a message.</summary>
    private sealed class Lock(Delivery delivery) : ReceiveLockContext
    {
        public bool IsHandled { get; private set; }

        public Task Complete()
        {
            IsHandled = true;
            return Task.CompletedTask;
        }

        public Task Faulted(Exception exception) => Task.CompletedTask;

        public Task ValidateLockStatus()
        {
            // Called inside of the activity that MassTransit starts for a message, which it gives no system.
            Activity.Current?.SetTag("messaging.system", "aws_sqs");
            return delivery.IsLost
                ? throw new AmazonSqsTransportException($"Message {delivery.Message.MessageId} was lost.")
                : Task.CompletedTask;
        }
    }
}
