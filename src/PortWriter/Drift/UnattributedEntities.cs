using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Drift;

/// <summary>Finds what this installation owns at Port and no row contributes to.</summary>
internal sealed class UnattributedEntities(OwnedEntities owned, EntityLedger ledger, SearchedBlueprints searched)
{
    private const int Batch = 500;

    // Port's clock and ours may differ by so much. Whoever writes an entity is noted as its contributor before.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    /// <summary>Those last written before a run began, and how many entities are owned in all.</summary>
    public async Task<(IReadOnlyCollection<EntityKey> Entities, int Owned)> FindAsync(DateTimeOffset runStart, CancellationToken cancellationToken)
    {
        HashSet<EntityKey> found = [];
        var count = 0;
        await foreach (var entities in owned.ListAsync(before: null, cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            count += entities.Length;
            found.UnionWith(await WithoutContributorAsync(entities, cancellationToken));
        }

        if (found.Count == 0)
        {
            return ([], count);
        }

        HashSet<EntityKey> old = [];
        await foreach (var entity in owned.ListAsync(runStart - Margin, cancellationToken))
        {
            if (found.Contains(entity) && !await searched.ContainsAsync(entity.Blueprint, cancellationToken))
            {
                old.Add(entity);
            }
        }

        return (old, count);
    }

    private async Task<IEnumerable<EntityKey>> WithoutContributorAsync(EntityKey[] entities, CancellationToken cancellationToken)
    {
        var standings = await ledger.StandingsAsync(entities, cancellationToken);
        return entities.Where(entity => standings[entity].Winner is null && !EntityDeletions.IsSearch(entity));
    }
}
