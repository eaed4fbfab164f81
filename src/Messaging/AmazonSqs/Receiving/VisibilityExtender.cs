using System.Globalization;
using Amazon.SQS.Model;
using MassTransit;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>
/// Keeps all messages that are here hidden from others, the waiting ones too. Nothing that goes wrong ends it: what failed is
/// tried again soon, several times before the message is visible.
/// </summary>
internal sealed class VisibilityExtender(
    DeployedQueue queue, TimeSpan maxVisibility, EndpointClock clock, SqsCalls sqs, MessagesHere messages, Backoff backoff)
{
    private readonly ExtensionPace _pace = new(queue.VisibilityTimeout, backoff);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            for (var failures = 0; ;)
            {
                await Task.Delay(_pace.Next(failures), clock.Time, stopping);
                failures = await ExtendAsync(stopping) ? 0 : failures + 1;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is still here now is given back or left to its timeout.
        }
    }

    // Calls go side by side, as one that hangs must not hold up the others; there is one for ten messages of the prefetch at most.
    private async Task<bool> ExtendAsync(CancellationToken stopping)
    {
        var now = clock.Now;
        var due = messages.All.Where(message => message.IsKept && _pace.IsDue(message.HiddenUntil - now) && !GaveUp(message, now)).ToList();
        var extended = await Task.WhenAll(due.Chunk(ServiceLimits.Entries).Select(batch => TryExtendAsync(batch, now, stopping)));
        return Array.TrueForAll(extended, succeeded => succeeded);
    }

    private async Task<bool> TryExtendAsync(Delivery[] batch, TimeSpan now, CancellationToken stopping)
    {
        try
        {
            return await ExtendAsync(batch, now, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogContext.Warning?.Log(failure, "Could not keep {Count} messages of {Queue} hidden", batch.Length, queue.Name);
            return false;
        }
    }

    private async Task<bool> ExtendAsync(Delivery[] batch, TimeSpan now, CancellationToken stopping)
    {
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

        var failures = (await sqs.ChangeVisibilityAsync(queue.Url, entries, _pace.CallLimit, stopping)).ToDictionary(failure => failure.Entry);
        for (var position = 0; position < batch.Length; position++)
        {
            if (!failures.TryGetValue(position, out var failure))
            {
                batch[position].Hidden(receipts[position], now + Extension(batch[position], now));
            }
            else if (failure.IsFinal && batch[position].Lose(receipts[position]))
            {
                LogContext.Warning?.Log(
                    "Lost message {MessageId} of {Queue}: {Code}. Its handler is cancelled", batch[position].Message.MessageId, queue.Name, failure.Code);
            }
        }

        return failures.Values.All(failure => failure.IsFinal);
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
}
