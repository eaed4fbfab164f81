using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger.Queue;

namespace Pipeline.Ingress.Triggers;

/// <summary>Asks for a run whenever one of the cron expressions says so; of several processes, one asks.</summary>
internal sealed partial class CronSchedule(
    CronOptions options, RunCoordinator runs, IRunQueue queue, TimeProvider time, ILogger<CronSchedule> logger) : BackgroundService
{
    // What timers can count is 49 days; a wait that was cut is gone on with.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // Occurrences are whole seconds apart at least; a slot is claimed for less than that.
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(900);

    // From when the service is made: what falls due before its loop gets to run is not missed.
    private DateTimeOffset _from = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (Next() is { } due)
        {
            await UntilAsync(due, stoppingToken);
            _from = time.GetUtcNow();
            try
            {
                if (await queue.TryClaimSlotAsync("cron", Slot, stoppingToken))
                {
                    await runs.RequestAsync("schedule", stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Missed(logger, exception.Message);
            }
        }
    }

    private DateTimeOffset? Next() =>
        options.Expressions.Select(expression => expression.GetNextOccurrence(_from, TimeZoneInfo.Utc)).Where(next => next is not null).Min();

    private async Task UntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        for (var wait = due - time.GetUtcNow(); wait > TimeSpan.Zero; wait = due - time.GetUtcNow())
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A scheduled run could not be asked for: {Reason}")]
        public static partial void Missed(ILogger logger, string reason);
    }
}
