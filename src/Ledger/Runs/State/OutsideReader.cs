using System.Text;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Reads what was changed at Port beside a run. Of two runs that follow each other every change belongs to one.</summary>
internal sealed class OutsideReader(RunStores stores)
{
    /// <summary>While a run went, and from then until the next one began.</summary>
    public async ValueTask<(ChangeCount? During, ChangeCount? Afterwards)> OfAsync(RunDocument run, CancellationToken cancellationToken)
    {
        if (run.OutsideAtBegin is not { } begin)
        {
            return (null, null);
        }

        var end = run.Aftermath?.Outside;
        var until = await NextBeginAsync(run, cancellationToken) ?? await new OutsideChanges(stores.Table).ReadAsync(cancellationToken);
        return ((end ?? until) - begin, until - end);
    }

    // Newest first: the run that is named before this one began after it.
    private async ValueTask<ChangeCount?> NextBeginAsync(RunDocument run, CancellationToken cancellationToken)
    {
        RunDocument? next = null;
        await foreach (var entry in stores.Table.QueryAsync(RunKeys.Index, string.Empty, cancellationToken))
        {
            var runId = Guid.Parse(Encoding.UTF8.GetString(entry.Content.Span));
            if (runId == run.Record!.RunId)
            {
                break;
            }

            next = await stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken) ?? next;
        }

        return next?.OutsideAtBegin;
    }
}
