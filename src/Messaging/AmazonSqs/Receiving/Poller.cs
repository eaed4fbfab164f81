using System.Threading.Channels;
using Amazon.SQS.Model;
using MassTransit;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>Receives messages while there is room for them. It goes on for ever, whatever happens, until it is stopped.</summary>
internal sealed class Poller(
    Broker broker, ReceiveSettings settings, string queueUrl, ReceiveRoom room, MessagesHere messages, ChannelWriter<Delivery> work, EndpointHealth health)
{
    private readonly bool _ordered = SqsNames.IsFifo(settings.Queue);

    /// <summary>Polls.</summary>
    /// <param name="stopping">No more polls are begun. The one that is under way is waited for, because it may bring messages.</param>
    /// <param name="aborting">The host waits no longer.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        for (var failures = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                failures = await PollAsync(stopping, aborting) is { } failure ? failures + 1 : 0;
                if (failures > 0)
                {
                    await Task.Delay(broker.Backoff.After(failures), broker.Time, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<Exception?> PollAsync(CancellationToken stopping, CancellationToken aborting)
    {
        var reserved = await room.ReserveAsync(stopping);
        IReadOnlyList<Message> received;
        try
        {
            received = await broker.Sqs.ReceiveAsync(queueUrl, reserved, settings.WaitSeconds, aborting);
        }
        catch (Exception failure)
        {
            room.Unreserve(reserved);
            aborting.ThrowIfCancellationRequested();
            await FailedAsync(failure, stopping);
            return failure;
        }

        room.Unreserve(reserved - received.Count);
        Hand(received, stopping.IsCancellationRequested);
        await health.SucceededAsync();
        return null;
    }

    private async Task FailedAsync(Exception failure, CancellationToken stopping)
    {
        LogContext.Debug?.Log(failure, "Polling {Queue} failed", settings.Queue);
        await health.FailedAsync(failure);

        // An emulator that was restarted has forgotten its queues.
        if (Failures.IsMissing(failure) && broker.Topology.Lost())
        {
            await ((Task)broker.Topology.EnsureAsync(stopping)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Hand(IReadOnlyList<Message> received, bool stopping)
    {
        var admitted = received.Select(messages.Admit).OfType<Delivery>().ToList();
        foreach (var first in _ordered ? Chains(admitted) : admitted)
        {
            if (stopping || !work.TryWrite(first))
            {
                _ = messages.ReturnAsync(first, TimeSpan.Zero);
            }
        }
    }

    // Messages of a group that came together are handled one after the other; SQS holds back the rest of the group. They stand
    // in the answer in their order: numbers, by which the official transport sorts, are drawn by chance in moto.
    private static IEnumerable<Delivery> Chains(List<Delivery> admitted)
    {
        foreach (var group in admitted.GroupBy(delivery => delivery.Message.Attributes?.GetValueOrDefault("MessageGroupId")))
        {
            var chain = group.ToList();
            for (var position = 1; position < chain.Count; position++)
            {
                chain[position - 1].Next = chain[position];
            }

            yield return chain[0];
        }
    }
}
