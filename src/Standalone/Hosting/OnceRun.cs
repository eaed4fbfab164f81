using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Standalone.Display;

namespace Pipeline.Standalone.Hosting;

/// <summary>The ONCE listener of a process with all stages: one run with all that follows its end, and the process ends with it.</summary>
internal static class OnceRun
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplication app)
    {
        var repairs = app.Services.GetRequiredService<RepairsUnderWay>();
        var run = await app.Services.GetRequiredService<RunCoordinator>().ResumeOrRequestAsync("once", CancellationToken.None);
        var stopped = new TaskCompletionSource<FinishedRun>();
        await using var registration = app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetCanceled());
        var settled = SettleAsync(app, run, repairs);
        var ended = await Task.WhenAny(settled, stopped.Task);
        await app.StopAsync(CancellationToken.None);
        return ended == settled && settled.IsCompletedSuccessfully ? await settled : ExitCodes.Failed;
    }

    private static async Task<int> SettleAsync(WebApplication app, RequestedRun run, RepairsUnderWay repairs)
    {
        var finished = await run.Finished;
        var services = app.Services;
        var settled = await SettledRun.FindAsync(
            services.GetRequiredService<IRunLedger>(),
            finished.RunId,
            services.GetRequiredService<AftermathFaults>().Of,
            repairs,
            Terminal.Console,
            services.GetRequiredService<TimeProvider>(),
            app.Lifetime.ApplicationStopping);
        settled.WriteUndone(Terminal.Console, services.GetRequiredService<SecretRedactor>());
        return settled.ExitCode;
    }
}
