using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Spectre.Console;

namespace Pipeline.Standalone.Hosting;

/// <summary>A run that has ended, when all that follows its end is done or has failed.</summary>
/// <param name="Run">The run.</param>
/// <param name="Undone">Why something that follows its end was left undone; null when nothing was.</param>
internal sealed record SettledRun(RunSnapshot Run, string? Undone)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // A shorter wait needs no words.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(3);

    /// <summary>What the process answers for it.</summary>
    public int ExitCode => ExitCodes.Of(Run.Outcome ?? RunOutcome.Failed);

    /// <summary>
    /// Waits for it. What no resource makes is looked for in all that is at Port, and deleted a hundred at a time: that takes
    /// as long as it takes.
    /// </summary>
    /// <param name="ledger">Where the run is.</param>
    /// <param name="runId">The run, which has ended.</param>
    /// <param name="undoneOf">Answers why what follows a run failed; null when it did not.</param>
    /// <param name="repairs">What the run has asked for again; null when it is another process that does so, and stays.</param>
    /// <param name="console">Where a longer wait is told.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<SettledRun> FindAsync(
        IRunLedger ledger,
        Guid runId,
        Func<Guid, string?> undoneOf,
        RepairsUnderWay? repairs,
        IAnsiConsole console,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var told = false;
        while (undoneOf(runId) is null && await ledger.FindProgressAsync(runId, cancellationToken) is { Planned: true, IsSettled: false } going && UndoneOf(going) is null)
        {
            if (!told && time.GetElapsedTime(began) > s_silence)
            {
                console.WriteLine("The run has ended. Entities at Port that no resource makes are still looked for and deleted.");
                told = true;
            }

            await Task.Delay(s_interval, time, cancellationToken);
        }

        if (repairs is not null && !await repairs.DoneAsync(time, cancellationToken))
        {
            console.WriteLine("Some resources are still being fetched again; the next run writes what this one leaves.");
        }

        var run = (await ledger.FindRunAsync(runId, cancellationToken))!;
        var undone = undoneOf(runId) ?? (run.IsSettled ? null : UndoneOf(run));

        // The ledger may not have been told yet, or may be what failed.
        return new SettledRun(undone is not null && run.Outcome is RunOutcome.Complete ? run with { Outcome = RunOutcome.Partial } : run, undone);
    }

    private static string? UndoneOf(RunSnapshot run) => run.Errors.FirstOrDefault(error => error.Step == nameof(RunFinished))?.Reason;

    /// <summary>Says what was left undone.</summary>
    public void WriteUndone(IAnsiConsole console, SecretRedactor redactor)
    {
        if (Undone is not null)
        {
            console.MarkupLineInterpolated(
                $"[red]Not done after the run[/]: {LogText.Escape(redactor.Redact(Undone))}. Entities that no resource makes may be left at Port; the next full run looks for them.");
        }
    }
}
