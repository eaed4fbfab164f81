using System.Globalization;
using Amazon.SQS.Model;
using MassTransit;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>
/// Keeps all messages that are here hidden from others, the waiting ones too. Nothing that goes wrong ends it: the next
/// round comes before the first message of this one is visible.
/// </summary>
internal sealed class VisibilityExtender(DeployedQueue queue, TimeSpan maxVisibility, EndpointClock clock, SqsCalls sqs, MessagesHere messages)
{
    // Begun at half of the time, a message has three rounds before it is lost.
    private static readonly TimeSpan ShortestRound = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _round = Longer(queue.VisibilityTimeout / 6, ShortestRound);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var rounds = new PeriodicTimer(_round, clock.Time);
        try
        {
            while (await rounds.WaitForNextTickAsync(stopping))
            {
                await ExtendAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is still here now is given back or left to its timeout.
        }
    }

    internal async Task ExtendAsync(CancellationToken stopping)
    {
        var now = clock.Now;
        var due = messages.All.Where(message => message.IsKept && message.HiddenUntil - now < queue.VisibilityTimeout / 2).ToList();
        foreach (var batch in due.Where(message => !GaveUp(message, now)).Chunk(ServiceLimits.Entries))
        {
            try
            {
                await ExtendAsync(batch, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogContext.Warning?.Log(failure, "Could not keep {Count} messages of {Queue} hidden", batch.Length, queue.Name);
            }
        }
    }

    private async Task ExtendAsync(Delivery[] batch, CancellationToken stopping)
    {
        var now = clock.Now;
        var receipts = new string[batch.Length];
        var entries = new List<ChangeMessageVisibilityBatchRequestEntry>(batch.Length);
        for (var position = 0; position < batch.Length; position++)
        {
            receipts[position] = batch[position].Receipt;
            entries.Add(new ChangeMessageVisibilityBatchRequestEntry(position.ToString(CultureInfo.InvariantCulture), receipts[position])
            {
                VisibilityTimeout = (int)Extension(batch[position], now).TotalSeconds,
            });
        }

        var failures = (await sqs.ChangeVisibilityAsync(queue.Url, entries, stopping)).ToDictionary(failure => failure.Entry);
        for (var position = 0; position < batch.Length; position++)
        {
            if (!failures.TryGetValue(position, out var failure))
            {
                batch[position].Hidden(receipts[position], now + Extension(batch[position], now));
            }
            else if (failure.SenderFault && batch[position].Lose(receipts[position]))
            {
                LogContext.Warning?.Log(
                    "Lost message {MessageId} of {Queue}: {Code}. Its handler is cancelled", batch[position].Message.MessageId, queue.Name, failure.Code);
            }
        }
    }

    private TimeSpan Extension(Delivery message, TimeSpan now)
    {
        var left = message.Received + maxVisibility - now;
        return left < queue.VisibilityTimeout ? TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)) : queue.VisibilityTimeout;
    }

    private bool GaveUp(Delivery message, TimeSpan now)
    {
        if (now < message.Received + maxVisibility)
        {
            return false;
        }

        if (message.Cancel())
        {
            LogContext.Error?.Log(
                "Message {MessageId} of {Queue} has been worked on for {Duration}: its handler is cancelled", message.Message.MessageId, queue.Name, maxVisibility);
        }

        return true;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
