using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pipeline.Standalone.Display;

/// <summary>Shows a run while it goes: a table that changes in place in a terminal, plain lines elsewhere.</summary>
internal sealed class RunWatch(IRunLedger ledger, IAnsiConsole console, Notices? notices, TimeProvider time)
{
    // Rows of the table that are no kinds: blank lines, headings, the sum, the caption, and what is above and below.
    private const int RowsOfOthers = 12;

    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    /// <summary>Shows a run until it has ended.</summary>
    public Task ShowAsync(RequestedRun run, CancellationToken cancellationToken) =>
        notices is not null
            ? ShowTableAsync(run, notices, cancellationToken)
            : FollowAsync(run, LineInterval, WriteLine, cancellationToken);

    private Task ShowTableAsync(RequestedRun run, Notices latest, CancellationToken cancellationToken) => console
        .Live(new Text("Reading accounts and regions…"))
        .AutoClear(true)
        .StartAsync(live => FollowAsync(run, FrameInterval, now => live.UpdateTarget(Frame(now, latest)), cancellationToken));

    private void WriteLine(RunSnapshot? now)
    {
        if (now is not null)
        {
            console.WriteLine(ProgressLine.Of(now, time.GetUtcNow()));
        }
    }

    private Rows Frame(RunSnapshot? now, Notices latest)
    {
        var mostKinds = Math.Max(1, console.Profile.Height - RowsOfOthers);
        IRenderable table = now is null ? new Text("Reading accounts and regions…") : ProgressTable.Of(now, time.GetUtcNow(), mostKinds);
        return new Rows([table, .. latest.Latest.Select(notice => new Text(notice, new Style(Color.Yellow)))]);
    }

    private async Task FollowAsync(
        RequestedRun run, TimeSpan interval, Action<RunSnapshot?> show, CancellationToken cancellationToken)
    {
        while (!run.Finished.IsCompleted)
        {
            await Task.WhenAny(run.Finished, Task.Delay(interval, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            show(await ledger.FindProgressAsync(run.RunId, cancellationToken) is { Planned: true } now ? now : null);
        }
    }
}
