using System.Globalization;
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
    /// <summary>Sweeps after a run; null when the run does not allow it, or when there is nothing.</summary>
    public async Task<UnattributedRecord?> SweepAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (await ledger.FindProgressAsync(runId, cancellationToken) is not { Run: { Only: null or { IsEverything: true } } record, Scopes.Count: > 0, IsWhole: true } run
            || !run.Scopes.All(scope => scope.State is ScopeState.Complete or ScopeState.Left)
            || await mappings.FindAsync(record.MappingVersion, cancellationToken) is not { } mapping)
        {
            return null;
        }

        var (entities, owned) = await unattributed.FindAsync(record.StartedAt, cancellationToken);
        if (entities.Count == 0)
        {
            return null;
        }

        if (entities.Count > mapping.EntityDeletionThreshold * owned)
        {
            Log.Held(logger, entities.Count, owned, mapping.EntityDeletionThreshold);
            return new UnattributedRecord(entities.Count, Deleted: 0, entities.Count, string.Create(
                CultureInfo.InvariantCulture, $"{entities.Count} of {owned} entities are more than the {mapping.EntityDeletionThreshold:P0} of entityDeletionThreshold"))
            {
                IsHeld = true,
            };
        }

        return await DeleteAsync(entities, record.MappingVersion, mapping.DeleteDependentEntities, cancellationToken);
    }

    private async Task<UnattributedRecord> DeleteAsync(
        IReadOnlyCollection<EntityKey> entities, string mappingVersion, bool withDependents, CancellationToken cancellationToken)
    {
        var repairs = new Repairs(rows, requests, mappingVersion);
        var plan = await planner.PlanAsync(entities, runId: null, cancellationToken);
        var result = await deletions.DeleteAsync(plan, new RemovalRules(RunId: null, withDependents), repairs, cancellationToken);
        await repairs.FlushAsync(cancellationToken);
        var kept = entities.Where(entity => plan.Obstacles.ContainsKey(entity) || result.Refused.ContainsKey(entity)).ToList();
        Log.Swept(logger, result.Deleted, kept.Count);
        return new UnattributedRecord(entities.Count, result.Deleted, kept.Count, kept is [var first, ..]
            ? $"{first.Blueprint}/{first.Identifier}: {plan.Obstacles.GetValueOrDefault(first) ?? result.Refused[first]}"
            : null)
        {
            IsHeld = result.Refused.Count > 0,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deleted {Deleted} entities that were ours and that no resource makes; {Kept} are kept because others relate to them or Port refused")]
        public static partial void Swept(ILogger logger, int deleted, int kept);

        [LoggerMessage(2, LogLevel.Warning, "{Unattributed} of {Owned} entities are ours and no resource makes them: more than entityDeletionThreshold {Threshold:P0} allows to delete")]
        public static partial void Held(ILogger logger, int unattributed, int owned, double threshold);
    }
}
