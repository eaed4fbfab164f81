using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Spectre.Console;

namespace Pipeline.Standalone.Display;

/// <summary>Shows a run while it goes: a table that changes in place in a terminal, plain lines elsewhere.</summary>
internal sealed class RunWatch(IRunLedger ledger, IAnsiConsole console, TimeProvider time)
{
    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    /// <summary>Shows a run until it has ended.</summary>
    public Task ShowAsync(RequestedRun run, CancellationToken cancellationToken) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
            ? ShowTableAsync(run, cancellationToken)
            : FollowAsync(run, LineInterval, now => console.WriteLine(ProgressLine.Of(now, time.GetUtcNow())), cancellationToken);

    private Task ShowTableAsync(RequestedRun run, CancellationToken cancellationToken) => console
        .Live(new Text("Reading accounts and regions…"))
        .AutoClear(true)
        .StartAsync(live => FollowAsync(
            run, FrameInterval, now => live.UpdateTarget(ProgressTable.Of(now, time.GetUtcNow())), cancellationToken));

    private async Task FollowAsync(
        RequestedRun run, TimeSpan interval, Action<RunSnapshot> show, CancellationToken cancellationToken)
    {
        while (!run.Finished.IsCompleted)
        {
            await Task.WhenAny(run.Finished, Task.Delay(interval, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (await ledger.FindRunAsync(run.RunId, cancellationToken) is { Planned: true } now)
            {
                show(now);
            }
        }
    }
}
