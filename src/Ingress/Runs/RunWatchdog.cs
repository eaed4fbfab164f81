using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Ingress.Runs;

/// <summary>
/// Goes on with what an earlier process left, when this one starts; and looks now and then whether a run waits to be
/// started by a process that is gone, or for a message that will not come.
/// </summary>
internal sealed partial class RunWatchdog(RunCoordinator runs, CutOffEnds ends, LostRuns lost, LostRunOptions options, TimeProvider time, ILogger<RunWatchdog> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(runs.ResumeAsync, stoppingToken);
        using var timer = new PeriodicTimer(options.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(runs.TakeOverAsync, stoppingToken);
            await TryAsync(token => ends.TakeUpAsync(except: null, token), stoppingToken);
            await TryAsync(lost.LookAsync, stoppingToken);
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
        [LoggerMessage(1, LogLevel.Warning, "The state of runs could not be looked at: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
