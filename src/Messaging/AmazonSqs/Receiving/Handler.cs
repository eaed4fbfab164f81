using System.Diagnostics;
using System.Threading.Channels;
using MassTransit;
using MassTransit.Transports;
using Pipeline.Messaging.Flow;

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
        using var context = new SqsReceiveContext(delivery.Message, endpoint);
        for (var receipt = delivery.Receipt; !delivery.TryStart(context, clock.Now); receipt = delivery.Receipt)
        {
            if (messages.TryForget(delivery, receipt))
            {
                LogContext.Warning?.Log("Message {MessageId} waited too long for its turn: it is left to others", delivery.Message.MessageId);
                await (delivery.Next is { } next ? messages.ReturnAsync(next, TimeSpan.Zero) : Task.CompletedTask);
                return false;
            }
        }

        if (await DispatchAsync(delivery, context))
        {
            Settle(delivery, context);
            return true;
        }

        await messages.ReturnAsync(delivery, stopping.IsCancellationRequested ? TimeSpan.Zero : redeliverAfter);
        return false;
    }

    private void Settle(Delivery delivery, SqsReceiveContext context)
    {
        if (delivery.IsInDoubt && LeftDelivery.IsLeft(context))
        {
            messages.Leave(delivery);
        }
        else
        {
            _ = messages.DeleteAsync(delivery);
        }
    }

    private async Task<bool> DispatchAsync(Delivery delivery, SqsReceiveContext context)
    {
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
