using System.Text;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Runs.State;

/// <summary>The list of runs, newest first, cut to the latest.</summary>
internal sealed class RunRegister(RunStores stores, TimeProvider time)
{
    /// <summary>Begins a run, and forgets the oldest when there are too many. What they left behind expires by itself.</summary>
    public async ValueTask BeginAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var outside = await new OutsideChanges(stores.Table).ReadAsync(cancellationToken);
        var begun = await stores.Runs.ChangeAsync(
            RunKeys.Run(run.RunId),
            document =>
            {
                document.Begin(run, outside);
                return document.Record!;
            },
            cancellationToken);

        // Where two processes begin one run, each at its own time, its place in the list is that of the first.
        var entry = new LedgerWrite(
            RunKeys.Entry(begun), Encoding.UTF8.GetBytes(run.RunId.ToString("N")), Expected: 0, time.GetUtcNow() + RunLimits.RunRetention);
        await stores.Table.WriteAsync([entry], cancellationToken);
        await ForgetAsync(cancellationToken);
    }

    private async ValueTask ForgetAsync(CancellationToken cancellationToken)
    {
        var entries = await stores.Table.QueryAsync(RunKeys.Index, string.Empty, cancellationToken).ToListAsync(cancellationToken);
        foreach (var entry in entries.Skip(RunLimits.RunsKept))
        {
            await stores.Runs.DeleteAsync(RunKeys.Run(Guid.Parse(Encoding.UTF8.GetString(entry.Content.Span))), cancellationToken);
            await stores.Table.WriteAsync([new LedgerWrite(entry.Key, null, entry.Version)], cancellationToken);
        }
    }
}
