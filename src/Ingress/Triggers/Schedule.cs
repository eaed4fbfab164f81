using Microsoft.Extensions.Hosting;
using Pipeline.Ingress.Runs;

namespace Pipeline.Ingress.Triggers;

/// <summary>Asks for a run every interval; the first, one interval after the start.</summary>
internal sealed class Schedule(TimeSpan interval, RunCoordinator runs, TimeProvider time) : BackgroundService
{
    // What timers can count: an interval beyond 49 days is as good as this one.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(49);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval < LongestInterval ? interval : LongestInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await runs.RequestAsync("schedule", stoppingToken);
        }
    }
}
