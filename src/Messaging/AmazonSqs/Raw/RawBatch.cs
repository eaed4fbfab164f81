using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.AmazonSqs.Receiving;
using Pipeline.Messaging.AmazonSqs.Sending;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>
/// The messages of one poll, until each is taken, moved or given back. Those that cannot be taken now stay here, hidden:
/// returned, they would be counted as received again and again, and an outage would make dead letters of them.
/// </summary>
internal sealed partial class RawBatch(
    Broker broker, DeployedQueue queue, IReadOnlyList<Message> messages, RawQueueOptions options, IRawMessageHandler handler, RawQueueState state, ILogger logger)
{
    private const int LongestReason = 1_024;

    // Longer a delete is not tried: what is not deleted comes again and is known by its id, or fetched once more.
    private static readonly TimeSpan DeletePatience = TimeSpan.FromSeconds(10);

    // One sender, so that what is taken while it is at work shares the next request.
    private readonly Deleter _deleter = new(queue.Url, broker.Sqs, broker.Acknowledging(DeletePatience) with { Senders = 1 });

    private readonly ConcurrentDictionary<string, Message> _open = new(messages.Select(message => KeyValuePair.Create(message.ReceiptHandle, message)));

    /// <summary>Handles all of them.</summary>
    public async Task HandleAsync(CancellationToken stopping)
    {
        using var done = new CancellationTokenSource();
        var hiding = HideAsync(done.Token);
        await Task.WhenAll(messages.Select(message => Task.Run(() => TakeAsync(message, stopping), CancellationToken.None)));
        await done.CancelAsync();
        await hiding;
        if (!_open.IsEmpty)
        {
            await ChangeVisibilityAsync(TimeSpan.Zero, Deadlines.Request);
        }
    }

    // Deleted at once, and not with the last of the batch: that may take so long that it would come again.
    private async Task TakeAsync(Message message, CancellationToken stopping)
    {
        if (await TryTakeAsync(message, stopping))
        {
            await DeleteAsync(message);
            _open.TryRemove(message.ReceiptHandle, out _);
        }
    }

    private async Task<bool> TryTakeAsync(Message message, CancellationToken stopping)
    {
        for (var failures = 1; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                await HandleOrMoveAsync(message, stopping);
                state.Handled();
                return true;
            }
            catch (Exception failure)
            {
                if (stopping.IsCancellationRequested)
                {
                    return false;
                }

                state.HandlingFailed(failure);
                if (failures == 1)
                {
                    Log.NotTaken(logger, queue.Name, failure.Message);
                }
            }

            await Task.Delay(broker.Backoff.After(failures), broker.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private async Task HandleOrMoveAsync(Message message, CancellationToken stopping)
    {
        try
        {
            await handler.HandleAsync(Encoding.UTF8.GetBytes(message.Body), stopping);
        }
        catch (PoisonMessageException poison)
        {
            var reason = poison.Message.Length > LongestReason ? poison.Message[..LongestReason] : poison.Message;
            Log.Moved(logger, queue.Name, SqsNames.Error(queue.Name), reason);
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["MT-Reason"] = "poison", ["MT-Fault-Message"] = LegalText.Of(reason) };
            var body = OutgoingMessage.ToQueue(SqsNames.Error(queue.Name), message.Body, Fitting(message.Body, attributes), default, CancellationToken.None);
            await broker.Queue(SqsNames.Error(queue.Name)).SendAsync(body);
        }
    }

    // A message as large as SQS takes has no room for a reason.
    private static Dictionary<string, string> Fitting(string body, Dictionary<string, string> attributes) =>
        Encoding.UTF8.GetByteCount(body) + attributes.Sum(pair => OutgoingMessage.AttributeBytes(pair.Key, pair.Value)) <= ServiceLimits.QueueBytes ? attributes : [];

    private async Task HideAsync(CancellationToken done)
    {
        var pace = new ExtensionPace(options.Visibility, broker.Backoff);
        try
        {
            var hidden = broker.Time.GetTimestamp();
            for (var failures = 0; ;)
            {
                await Task.Delay(pace.Next(failures), broker.Time, done);
                var now = broker.Time.GetTimestamp();
                if (pace.IsDue(options.Visibility - broker.Time.GetElapsedTime(hidden, now)))
                {
                    var succeeded = await ChangeVisibilityAsync(options.Visibility, pace.CallLimit);
                    (hidden, failures) = succeeded ? (now, 0) : (hidden, failures + 1);
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // All are through.
        }
    }

    private async Task<bool> ChangeVisibilityAsync(TimeSpan visibility, TimeSpan limit)
    {
        var entries = _open.Keys.Select((receipt, index) => new ChangeMessageVisibilityBatchRequestEntry(index.ToString(CultureInfo.InvariantCulture), receipt)
        {
            VisibilityTimeout = (int)visibility.TotalSeconds,
        }).ToList();
        try
        {
            return entries.Count == 0
                || (await broker.Sqs.ChangeVisibilityAsync(queue.Url, entries, limit, CancellationToken.None)).All(failure => failure.IsFinal);
        }
        catch (Exception failure)
        {
            // It may come a second time then, which makes no difference: nothing is deleted that is not taken.
            Log.NotHidden(logger, queue.Name, failure.Message);
            return false;
        }
    }

    private async Task DeleteAsync(Message message)
    {
        try
        {
            var acknowledgement = new Acknowledgement(message.ReceiptHandle);
            _deleter.Add(acknowledgement);
            await acknowledgement.Done;
        }
        catch (Exception failure)
        {
            Log.NotDeleted(logger, queue.Name, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A message of {Queue} cannot be taken now, and is tried on: {Reason}")]
        public static partial void NotTaken(ILogger logger, string queue, string reason);

        [LoggerMessage(2, LogLevel.Warning, "A message of {Queue} is moved to {ErrorQueue}: {Reason}")]
        public static partial void Moved(ILogger logger, string queue, string errorQueue, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Messages of {Queue} could not be kept hidden: {Reason}")]
        public static partial void NotHidden(ILogger logger, string queue, string reason);

        [LoggerMessage(4, LogLevel.Warning, "A message of {Queue} was taken, but not deleted: {Reason}")]
        public static partial void NotDeleted(ILogger logger, string queue, string reason);
    }
}
