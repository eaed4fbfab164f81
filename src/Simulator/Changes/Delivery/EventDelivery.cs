using System.Threading.Channels;

namespace Pipeline.Simulator.Changes.Delivery;

/// <summary>
/// Sends events until they are taken, several at a time and in no order, as EventBridge does. What waits when the world ends
/// is lost.
/// </summary>
internal sealed class EventDelivery : IAsyncDisposable
{
    /// <summary>Sent at the same time.</summary>
    private const int Senders = 32;

    /// <summary>EventBridge's own default is 185 attempts in a day.</summary>
    private const int MostAttempts = 185;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Channel<(IEventSink Sink, ResourceChange Change)> waiting = Channel.CreateUnbounded<(IEventSink, ResourceChange)>();
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private readonly Durations answers = new();
    private readonly List<IEventSink> made = [];
    private readonly TimeProvider clock;
    private readonly Task[] senders;
    private IReadOnlyList<IEventSink> sinks = [];
    private long queued, delivered, repeated, lost;

    public EventDelivery(TimeProvider clock)
    {
        this.clock = clock;
        senders = [.. Enumerable.Range(0, Senders).Select(_ => Task.Run(RunAsync))];
    }

    public DeliveryReport Report
    {
        get
        {
            lock (gate)
            {
                return new(delivered, repeated, lost, queued - delivered - lost, answers.Summary());
            }
        }
    }

    /// <summary>Where events go from now on.</summary>
    public void SetTarget(EventTarget? target)
    {
        lock (gate)
        {
            sinks =
            [
                .. target?.Webhook is { } webhook ? [new WebhookSink(webhook, target.WebhookKey, target.Form)] : Array.Empty<IEventSink>(),
                .. target?.Queue is { } queue ? [new QueueSink(queue)] : Array.Empty<IEventSink>(),
            ];
            made.AddRange(sinks);
        }
    }

    public void Send(ResourceChange change)
    {
        lock (gate)
        {
            foreach (var sink in change.Envelope is null ? [] : sinks)
            {
                queued++;
                waiting.Writer.TryWrite((sink, change));
            }
        }
    }

    /// <summary>Forgets how long answers took so far.</summary>
    public void Restart()
    {
        lock (gate)
        {
            answers.Clear();
        }
    }

    /// <summary>Ends the delivery for good. Once more does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!waiting.Writer.TryComplete())
        {
            return;
        }

        await ending.CancelAsync();
        await Task.WhenAll(senders);
        made.ForEach(sink => sink.Dispose());
        ending.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var (sink, change) in waiting.Reader.ReadAllAsync(ending.Token))
            {
                await DeliverAsync(sink, change);
            }
        }
        catch (OperationCanceledException)
        {
            // The world ends.
        }
    }

    private async Task DeliverAsync(IEventSink sink, ResourceChange change)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            var started = clock.GetTimestamp();
            var result = await sink.SendAsync(change, ending.Token);
            Count(result, attempt, clock.GetElapsedTime(started));
            if (!result.Again || attempt == MostAttempts)
            {
                return;
            }

            var wait = result.After ?? pause;
            await Task.Delay(wait < LongestPause ? wait : LongestPause, clock, ending.Token);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void Count(Attempt result, int attempt, TimeSpan took)
    {
        lock (gate)
        {
            if (result.Taken)
            {
                delivered++;
                answers.Add(took);
            }
            else if (result.Again && attempt < MostAttempts)
            {
                repeated++;
            }
            else
            {
                lost++;
            }
        }
    }
}
