using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Goes on with what an earlier process left, when this one starts; and looks now and then whether a run waits to be
/// started by a process that is gone.
/// </summary>
internal sealed partial class RunWatchdog(RunCoordinator runs, TimeProvider time, ILogger<RunWatchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(runs.ResumeAsync, stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(runs.TakeOverAsync, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        try
        {
            await look(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The queue of runs could not be read: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
