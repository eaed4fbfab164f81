using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>Deletes what has expired at the start and once a day.</summary>
internal sealed partial class FileClaimCheckSweep(
    FileClaimCheckStore store, TimeProvider time, ILogger<FileClaimCheckSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await Task.Run(Sweep, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private void Sweep()
    {
        try
        {
            store.Sweep();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotSwept(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Expired claim checks could not be deleted, and will be tried tomorrow: {Reason}")]
        public static partial void NotSwept(ILogger logger, string reason);
    }
}
