using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>
/// Sweeps a complete scope, in two steps: first what would go is counted and marked, and when all scopes of the run have
/// done so and the sum is approved, it goes. Both steps may be done twice.
/// </summary>
internal sealed class ScopeSweep(ResourceLedger rows, ObservationWriter writer, DroppedRemoval dropped, IRepairRequests requests, PortWriterOptions options)
{
    // Rows worked on at a time: enough to fill deletions of a hundred.
    private const int Batch = 200;

    public async Task<SweepRecord> ProposeAsync(SweepScope sweep, SeenResources seen, CancellationToken cancellationToken)
    {
        var (view, tally) = await CountAsync(sweep, seen, cancellationToken);
        var repairs = new Repairs(rows, requests, sweep.MappingVersion);
        tally.Outdated.ForEach(row => repairs.Ask(row, ChangeCause.Outdated));
        await repairs.FlushAsync(cancellationToken);
        var proposal = RecordOf(sweep, tally) with { Reason = tally.Guard ?? tally.KeptNote };
        if (tally.Guard is not null)
        {
            return proposal with { Result = SweepResult.Held };
        }

        foreach (var chunk in tally.Rows.Chunk(Batch))
        {
            await rows.ChangeAsync(chunk, current => Doom(current, view), cancellationToken);
        }

        return tally.Rows.Count == 0 ? proposal : proposal with { Result = SweepResult.Proposed };
    }

    /// <summary>Takes what was proposed, as far as nobody has seen it since.</summary>
    public async Task<SweepRecord> CarryOutAsync(
        SweepScope sweep, SeenResources seen, CancellationToken cancellationToken)
    {
        var (view, tally) = await CountAsync(sweep, seen, cancellationToken);
        var doomed = tally.Rows.Where(stored => stored.Row.DoomedBy == sweep.RunId).ToLookup(view.Classify);
        var repairs = new Repairs(rows, requests, sweep.MappingVersion);
        List<string> obstacles = [];
        var deleted = 0;
        await SuspectAsync(tally.Abandoned, repairs, cancellationToken);
        foreach (var chunk in doomed[SweepClass.Gone].Chunk(Batch))
        {
            var outcome = await writer.WriteAsync(GoneOf(view, chunk), cancellationToken);
            obstacles.AddRange(outcome.Obstacles);
            deleted += outcome.Deleted;
        }

        foreach (var chunk in doomed[SweepClass.Dropped].Chunk(Batch))
        {
            deleted += await dropped.RemoveAsync(view, chunk, repairs, obstacles, cancellationToken);
        }

        return RecordOf(sweep, tally) with
        {
            Result = obstacles.Count == 0 ? SweepResult.Swept : SweepResult.Held,
            Deleted = deleted,
            Reason = obstacles.Count == 0 ? tally.KeptNote : Summary(obstacles),
        };
    }

    private async Task<(SweepView View, SweepTally Tally)> CountAsync(SweepScope sweep, SeenResources seen, CancellationToken cancellationToken)
    {
        var view = new SweepView(sweep, seen);
        var tally = new SweepTally(view, options);
        await foreach (var row in rows.RowsAsync(sweep.Scope, cancellationToken))
        {
            tally.Add(row);
        }

        return (view, tally);
    }

    private async Task SuspectAsync(IReadOnlyList<StoredRow> abandoned, Repairs repairs, CancellationToken cancellationToken)
    {
        await rows.ChangeAsync(abandoned, current => Suspicion.Of(current.Row, []), cancellationToken);
        foreach (var stored in abandoned)
        {
            repairs.Ask(stored.Key, ChangeCause.Repair, stored.Row.Claimed.MappingVersion);
        }

        await repairs.FlushAsync(cancellationToken);
    }

    private static ResourceRow? Doom(StoredRow current, SweepView view) => view.Classify(current) switch
    {
        SweepClass.Gone => current.Row with
        {
            DoomedBy = view.Sweep.RunId,
            Contributions = [.. current.Row.Contributions.Select(made => made.With(ContributionState.Dropped))],
        },
        SweepClass.Dropped => current.Row with { DoomedBy = view.Sweep.RunId },
        _ => null,
    };

    private static Observation GoneOf(SweepView view, IEnumerable<StoredRow> gone) =>
        ObservationReader.Gone(view.Sweep.Scope, view.Order, gone.Select(stored => stored.Key.Identifier)) with
        {
            Listing = new ListingMark(view.Sweep.RunId, view.Sweep.Attempt, view.Order),
        };

    private static string Summary(List<string> obstacles) =>
        obstacles.Count == 1 ? obstacles[0] : $"{obstacles[0]}, and {obstacles.Count - 1} more";

    private static SweepRecord RecordOf(SweepScope sweep, SweepTally tally) => new()
    {
        RunId = sweep.RunId,
        Scope = sweep.Scope,
        Attempt = sweep.Attempt,
        Approved = sweep.Approved,
        Result = SweepResult.Swept,
        Entities = tally.Entities,
        Gone = tally.Gone + tally.Dropped,
        MappingChanges = tally.MappingChanges,
    };
}
