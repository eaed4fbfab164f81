using System.Collections.Concurrent;
using System.Text.Json;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Stores plans, in chunks of one group each, and keeps the latest ones at hand: a stored plan never changes.</summary>
internal sealed class PlanStore(RunStores stores, TimeProvider time)
{
    // One run goes and another waits; the others are asked for by reports.
    private const int MostKnown = 4;

    private readonly ConcurrentDictionary<Guid, PlanIndex> _known = new();

    /// <summary>The plan of a run; null when there is none, or no such run.</summary>
    public async ValueTask<PlanIndex?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(runId, out var known))
        {
            return known;
        }

        var run = await stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken);
        return run is { Record: { } record, PlanId: { } planId } ? Keep(await ReadAsync(record, planId, run.Scopes, cancellationToken)) : null;
    }

    /// <summary>Stores a plan under a name of its own; it counts once the run names it.</summary>
    public async ValueTask WriteAsync(Guid runId, Guid planId, RunPlan plan, CancellationToken cancellationToken)
    {
        var chunks = plan.Scopes.Chunk(GroupDocument.Size).DefaultIfEmpty([])
            .Select((scopes, number) => new PlanChunk { Scopes = scopes, IsWhole = plan.IsWhole, Notes = number == 0 ? plan.Notes : [] });
        await stores.Table.WriteAsync(
            [
                .. chunks.Select((chunk, number) => new LedgerWrite(
                    RunKeys.Plan(runId, planId, number),
                    JsonSerializer.SerializeToUtf8Bytes(chunk, StateJson.Default.PlanChunk),
                    Expected: 0,
                    time.GetUtcNow() + RunLimits.DetailRetention)),
            ],
            cancellationToken);
    }

    private async ValueTask<PlanIndex?> ReadAsync(RunRecord run, Guid planId, int scopes, CancellationToken cancellationToken)
    {
        var count = Math.Max(1, (scopes + GroupDocument.Size - 1) / GroupDocument.Size);
        var items = await stores.Table.GetAsync(
            [.. Enumerable.Range(0, count).Select(number => RunKeys.Plan(run.RunId, planId, number))], cancellationToken);
        if (items.Contains(null))
        {
            return null;
        }

        var chunks = items.Select(item => JsonSerializer.Deserialize(item!.Content.Span, StateJson.Default.PlanChunk)!).ToList();
        return new PlanIndex(run, new RunPlan { Scopes = [.. chunks.SelectMany(chunk => chunk.Scopes)], IsWhole = chunks[0].IsWhole, Notes = chunks[0].Notes });
    }

    private PlanIndex? Keep(PlanIndex? plan)
    {
        if (plan is null)
        {
            return null;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        return _known[plan.Run.RunId] = plan;
    }
}
