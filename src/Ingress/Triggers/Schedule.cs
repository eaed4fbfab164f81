using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger.Queue;

namespace Pipeline.Ingress.Triggers;

/// <summary>Asks for a run every interval, the first one interval after the start; of several processes, one asks.</summary>
internal sealed partial class Schedule(
    TimeSpan interval, RunCoordinator runs, IRunQueue queue, TimeProvider time, ILogger<Schedule> logger) : BackgroundService
{
    // What timers can count: an interval beyond 49 days is as good as this one.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(49);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval < LongestInterval ? interval : LongestInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AskAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Missed(logger, exception.Message);
            }
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        if (await queue.TryClaimSlotAsync("resync", interval, cancellationToken))
        {
            await runs.RequestAsync("schedule", cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A scheduled run could not be asked for: {Reason}")]
        public static partial void Missed(ILogger logger, string reason);
    }
}
