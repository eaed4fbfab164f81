using Microsoft.Extensions.Hosting;
using Pipeline.Contracts;
using Pipeline.Ingress.Runs;

namespace Pipeline.Ingress.Triggers;

/// <summary>The ONCE listener: does one run and ends the process with it.</summary>
internal sealed class SingleRun(RunCoordinator coordinator, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const int Failed = 1;
    private const int Partial = 2;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var run = await coordinator.ResumeOrRequestAsync("once", stoppingToken);
            Environment.ExitCode = (await run.Finished.WaitAsync(stoppingToken)).Outcome switch
            {
                RunOutcome.Complete => 0,
                RunOutcome.Partial => Partial,
                _ => Failed,
            };
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Environment.ExitCode = Failed;
            return;
        }

        lifetime.StopApplication();
    }
}
