using System.Threading.Channels;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>Reads a queue: pollers bring messages, handlers work on them, and one loop keeps them hidden meanwhile.</summary>
internal sealed class QueueReader : IDisposable
{
    // What a request brings. More pollers than eight do not make a queue faster.
    private const int MessagesOfPoll = 10;
    private const int MostPollers = 8;

    // Longer than this a message is not tried to be deleted: by then it has come back.
    private static readonly TimeSpan DeletePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReturnPatience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _aborting = new();
    private readonly CancellationTokenSource _done = new();
    private readonly Channel<Delivery> _work = Channel.CreateUnbounded<Delivery>();
    private readonly MessagesHere _messages;
    private readonly EndpointClock _clock;
    private readonly Task _polling;
    private readonly Task _handling;
    private readonly Task _extending;

    public QueueReader(
        Broker broker, ReceiveSettings settings, DeployedQueue queue, SqsReceiveEndpointContext endpoint, IReceivePipeDispatcher dispatcher, CancellationToken stopping)
    {
        _clock = new EndpointClock(broker.Time);
        var room = new ReceiveRoom(settings.Prefetch, ReceiveSettings.BytesHere);
        _messages = new MessagesHere(
            queue,
            room,
            _clock,
            new Deleter(queue.Url, broker.Sqs, broker.Acknowledging(DeletePatience)),
            new Returner(queue.Url, broker.Sqs, broker.Acknowledging(ReturnPatience)));
        var poller = new Poller(broker, settings, queue.Url, room, _messages, _work.Writer, new EndpointHealth(endpoint));
        var handler = new Handler(endpoint, dispatcher, _messages, _clock, settings.RedeliverAfter);
        var extender = new VisibilityExtender(queue, settings.MaxVisibility, _clock, broker.Sqs, _messages, broker.Backoff);
        var pollers = Math.Clamp((settings.Prefetch + MessagesOfPoll - 1) / MessagesOfPoll, 1, MostPollers);
        _extending = Task.Run(() => extender.RunAsync(_done.Token), CancellationToken.None);
        _handling = Task.WhenAll(Enumerable.Range(0, settings.Concurrency).Select(_ => Task.Run(() => handler.RunAsync(_work.Reader, stopping), CancellationToken.None)));
        _polling = Task.WhenAll(Enumerable.Range(0, pollers).Select(_ => Task.Run(() => poller.RunAsync(stopping, _aborting.Token), CancellationToken.None)));
    }

    /// <summary>
    /// Ends reading, after its token said so: gives back what waits, lets handlers finish and polls end, and deletes what is
    /// done.
    /// </summary>
    /// <param name="handlersTimeout">After this, handlers are cancelled.</param>
    /// <param name="aborting">The host waits no longer.</param>
    public async Task StopAsync(TimeSpan? handlersTimeout, CancellationToken aborting)
    {
        while (_work.Reader.TryRead(out var waiting))
        {
            _ = _messages.ReturnAsync(waiting, TimeSpan.Zero);
        }

        await using var cancellation = _clock.Time.CreateTimer(
            _ => CancelHandlers(), null, handlersTimeout ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            await _polling.WaitAsync(aborting);
            _work.Writer.TryComplete();
            await _handling.WaitAsync(aborting);
            await _messages.WhenEmptyAsync().WaitAsync(aborting);
        }
        catch (OperationCanceledException) when (aborting.IsCancellationRequested)
        {
            await _aborting.CancelAsync();
            CancelHandlers();
        }
        finally
        {
            _work.Writer.TryComplete();
            await _done.CancelAsync();
        }

        await _extending;
    }

    public void Dispose()
    {
        _aborting.Dispose();
        _done.Dispose();
    }

    private void CancelHandlers()
    {
        foreach (var message in _messages.All)
        {
            message.Cancel();
        }
    }
}
