using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Removing;

/// <summary>Tells of dependents whether the sweep of a run takes them anyway.</summary>
internal sealed class DoomedEntities(EntityLedger entities, ResourceLedger rows)
{
    /// <summary>Those that the run does not take, and why.</summary>
    public async Task<IReadOnlyDictionary<EntityKey, string>> SparedAsync(
        IReadOnlyCollection<EntityKey> dependents, Guid? runId, CancellationToken cancellationToken)
    {
        var spared = new Dictionary<EntityKey, string>();
        foreach (var dependent in dependents)
        {
            var contributors = await entities.ContributorsAsync(dependent, cancellationToken).ToListAsync(cancellationToken);
            var contributing = await rows.ReadAsync([.. contributors.Select(contributor => contributor.Row).Distinct()], cancellationToken);
            if (contributing.Count == 0)
            {
                spared.Add(dependent, "is not ours");
            }
            else if (runId is null || !contributing.All(row => IsDoomed(row.Row, dependent, runId.Value)))
            {
                spared.Add(dependent, "is not gone");
            }
        }

        return spared;
    }

    /// <summary>Whether the sweep of a run takes what a row contributes to an entity.</summary>
    public static bool IsDoomed(ResourceRow row, EntityKey entity, Guid runId) =>
        row.DoomedBy == runId && row.Contributions.All(made => made.Entity != entity || made.IsDropped);
}
