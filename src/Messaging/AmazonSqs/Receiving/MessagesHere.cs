using System.Collections.Concurrent;
using Amazon.SQS.Model;
using MassTransit;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>
/// All messages of a queue that are in this process, waiting, being handled or being deleted, in a room that
/// holds no more than were asked for.
/// </summary>
internal sealed class MessagesHere(DeployedQueue queue, ReceiveRoom room, EndpointClock clock, Deleter deleter, Returner returner)
{
    private readonly ConcurrentDictionary<string, Delivery> _byId = new(StringComparer.Ordinal);
    private readonly RecentlyHandled _handled = new();
    private readonly TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    public ICollection<Delivery> All => _byId.Values;

    /// <summary>Takes a received message in, for which there is room reserved.</summary>
    /// <returns>What is to be handled; null when the message is known already.</returns>
    public Delivery? Admit(Message message)
    {
        var now = clock.Now;
        var fresh = new Delivery(message, now, now + queue.VisibilityTimeout);
        if (!TryAdd(fresh, now))
        {
            LogContext.Warning?.Log("Message {MessageId} of {Queue} came again while it is here", message.MessageId, queue.Name);
            room.Unreserve(1);
            return null;
        }

        room.Enter(message.Body.Length);
        if (!_handled.Contains(message.MessageId))
        {
            return fresh;
        }

        LogContext.Warning?.Log("Message {MessageId} of {Queue} came again after it was handled: deleting it", message.MessageId, queue.Name);
        _ = DeleteAsync(fresh);
        return null;
    }

    /// <summary>Deletes a handled message, under whatever receipt is its last.</summary>
    public async Task DeleteAsync(Delivery delivery)
    {
        string receipt;
        do
        {
            receipt = delivery.Receipt;
            var failed = false;
            try
            {
                var acknowledgement = new Acknowledgement(receipt);
                deleter.Add(acknowledgement);
                await acknowledgement.Done;
            }
            catch (Exception failure)
            {
                failed = true;
                LogContext.Warning?.Log(failure, "Message {MessageId} of {Queue} was handled, but not deleted", delivery.Message.MessageId, queue.Name);
            }

            // Before it is forgotten here: it may come back at any time.
            if (failed || delivery.IsInDoubt || clock.Now >= delivery.HiddenUntil)
            {
                _handled.Add(delivery.Message.MessageId);
            }
        }
        while (!TryForget(delivery, receipt));
    }

    /// <summary>Lets go of a message that somebody else is at: it was not handled here, and comes back unless they delete it.</summary>
    public void Leave(Delivery delivery)
    {
        var receipt = delivery.Receipt;
        while (!TryForget(delivery, receipt))
        {
            receipt = delivery.Receipt;
        }
    }

    /// <summary>Gives a message back, to be seen again after a while, and those that were to follow it at once.</summary>
    public async Task ReturnAsync(Delivery first, TimeSpan visibleAfter)
    {
        for (var delivery = first; delivery is not null; delivery = delivery.Next)
        {
            delivery.Returning();
            string receipt;
            do
            {
                receipt = delivery.Receipt;
                var acknowledgement = new Acknowledgement(receipt, delivery == first ? visibleAfter : TimeSpan.Zero);
                returner.Add(acknowledgement);
                await acknowledgement.Done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            while (!TryForget(delivery, receipt));
        }
    }

    /// <summary>Lets go of a message that SQS knows about, or will see to by itself, unless it has been received again since.</summary>
    public bool TryForget(Delivery delivery, string receipt)
    {
        if (!delivery.TryClose(receipt))
        {
            return false;
        }

        _byId.TryRemove(KeyValuePair.Create(delivery.Message.MessageId, delivery));
        room.Leave(delivery.Message.Body.Length);
        EndIfEmpty();
        return true;
    }

    /// <summary>Waits until none is left. None must be admitted any more.</summary>
    public Task WhenEmptyAsync()
    {
        Volatile.Write(ref _closed, true);
        EndIfEmpty();
        return _emptied.Task;
    }

    // One that has been closed is removed in the next moment.
    private bool TryAdd(Delivery fresh, TimeSpan now)
    {
        var spin = default(SpinWait);
        while (_byId.GetOrAdd(fresh.Message.MessageId, fresh) is var present && present != fresh)
        {
            if (present.Redelivered(fresh.Receipt, now, fresh.HiddenUntil))
            {
                return false;
            }

            spin.SpinOnce();
        }

        return true;
    }

    private void EndIfEmpty()
    {
        if (Volatile.Read(ref _closed) && _byId.IsEmpty)
        {
            _emptied.TrySetResult();
        }
    }
}
