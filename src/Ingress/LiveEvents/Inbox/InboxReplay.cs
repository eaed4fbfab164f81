using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Hosting;
using Pipeline.Messaging.Bus;

namespace Pipeline.Ingress.LiveEvents.Inbox;

/// <summary>Sends the inbox on its way when the process starts, and what failed again from time to time.</summary>
internal sealed partial class InboxReplay(
    LiveInbox inbox,
    InboxObserver observer,
    ILiveBus bus,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<InboxReplay> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        bus.ConnectPublishObserver(observer);
        bus.ConnectConsumeObserver(observer);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await ReplayAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // The loop outlives every error: what could not be sent now is sent the next time.
    private async Task ReplayAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await inbox.ReplayAsync(stoppingToken) is var events and > 0)
            {
                Log.Replayed(logger, events);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.NotReplayed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Events} live events that were accepted and not written are sent on their way again")]
        public static partial void Replayed(ILogger logger, int events);

        [LoggerMessage(2, LogLevel.Warning, "The inbox of live events could not be read: {Reason}")]
        public static partial void NotReplayed(ILogger logger, string reason);
    }
}
