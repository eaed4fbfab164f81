using Microsoft.Extensions.Logging;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Drift;

/// <summary>
/// Deletes what this installation owns at Port and no resource makes: left from before the ledger was lost, from the
/// integration this one took over from, or placeholders that nothing relates to any more. Only after a full run all of
/// whose scopes completed: then everything that exists has said which entities it makes.
/// </summary>
internal sealed partial class UnattributedSweep(
    UnattributedEntities unattributed,
    IRunLedger ledger,
    MappingVersions mappings,
    DeletionPlanner planner,
    EntityDeletions deletions,
    ResourceLedger rows,
    IRepairRequests requests,
    ILogger<UnattributedSweep> logger)
{
    public async Task SweepAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (await ledger.FindProgressAsync(runId, cancellationToken) is not { Run: { Only: null or { IsEverything: true } } record, Scopes.Count: > 0, IsWhole: true } run
            || !run.Scopes.All(scope => scope.State is ScopeState.Complete or ScopeState.Left)
            || await mappings.FindAsync(record.MappingVersion, cancellationToken) is not { } mapping)
        {
            return;
        }

        var (entities, owned) = await unattributed.FindAsync(record.StartedAt, cancellationToken);
        if (entities.Count == 0)
        {
            return;
        }

        if (entities.Count > mapping.EntityDeletionThreshold * owned)
        {
            Log.Held(logger, entities.Count, owned, mapping.EntityDeletionThreshold);
            return;
        }

        var repairs = new Repairs(rows, requests, record.MappingVersion);
        var plan = await planner.PlanAsync(entities, runId: null, cancellationToken);
        var refused = await deletions.DeleteAsync(plan, new RemovalRules(RunId: null, mapping.DeleteDependentEntities), repairs, cancellationToken);
        await repairs.FlushAsync(cancellationToken);
        var kept = entities.Count(entity => plan.Obstacles.ContainsKey(entity) || refused.ContainsKey(entity));
        Log.Swept(logger, entities.Count - kept, kept);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deleted {Deleted} entities that were ours and that no resource makes; {Kept} are kept because others relate to them or Port refused")]
        public static partial void Swept(ILogger logger, int deleted, int kept);

        [LoggerMessage(2, LogLevel.Warning, "{Unattributed} of {Owned} entities are ours and no resource makes them: more than entityDeletionThreshold {Threshold:P0} allows to delete")]
        public static partial void Held(ILogger logger, int unattributed, int owned, double threshold);
    }
}
