using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Standalone.Display;
using Spectre.Console;

namespace Pipeline.Standalone.Hosting;

/// <summary>A run that is done by the process which works in the home, and followed here.</summary>
internal static class RemoteRun
{
    // The other process may fail at it or end, and nobody here hears of that.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks for a run, shows it, and sums it up.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="HttpRequestException">The process does not answer, or refused.</exception>
    public static async Task<int> RunAsync(
        LocalRunApi api, PipelineSettings settings, RunRequest request, CancellationToken cancellationToken)
    {
        var console = Terminal.Console;
        var runId = await api.StartAsync(request, cancellationToken);
        console.WriteLine($"The process that works in {settings.Application.Home} does run {runId}.");
        await using var ledger = LedgerToRead.Open(settings) ?? throw new InvalidOperationException("The running process keeps no ledger.");
        var run = new RequestedRun(runId, FollowAsync(ledger.Runs, runId, cancellationToken));
        await new RunWatch(ledger.Runs, console, notices: null, TimeProvider.System).ShowAsync(run, cancellationToken);
        var finished = await run.Finished;
        var asked = TimeProvider.System.GetTimestamp();
        var settled = await SettledRun.FindAsync(
            ledger.Runs,
            finished.RunId,
            _ => TimeProvider.System.GetElapsedTime(asked) > s_patience ? $"the other process has not said in {s_patience.TotalMinutes} minutes that it is done" : null,
            repairs: null,
            console,
            TimeProvider.System,
            cancellationToken);
        var redactor = new SecretRedactor(settings.Secrets);
        new RunSummary(console, redactor).Write(settled.Run, mapping: null);
        settled.WriteUndone(console, redactor);
        return settled.ExitCode;
    }

    // A run that waits is not in the ledger yet.
    private static async Task<FinishedRun> FollowAsync(IRunLedger ledger, Guid runId, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (await ledger.FindProgressAsync(runId, cancellationToken) is { Outcome: { } outcome })
            {
                return new FinishedRun(runId, outcome);
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }
}
