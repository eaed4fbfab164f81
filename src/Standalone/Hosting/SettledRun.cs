using Pipeline.Ledger;

namespace Pipeline.Standalone.Hosting;

/// <summary>Reads a run that has ended, when all that follows its end is done.</summary>
internal static class SettledRun
{
    // What no resource makes is looked for in all that is at Port, and deleted a hundred at a time. Past this the rest is
    // told by 'runs show'.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<RunSnapshot> FindAsync(IRunLedger ledger, Guid runId, TimeProvider time, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Patience;
        while (await ledger.FindProgressAsync(runId, cancellationToken) is { Planned: true, IsSettled: false } && time.GetUtcNow() < until)
        {
            await Task.Delay(Interval, time, cancellationToken);
        }

        return (await ledger.FindRunAsync(runId, cancellationToken))!;
    }
}
