using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Drift;

/// <summary>Finds what this installation owns at Port and no row contributes to.</summary>
internal sealed class UnattributedEntities(OwnedEntities owned, EntityLedger ledger, SearchedBlueprints searched)
{
    private const int Batch = 500;

    /// <summary>Those last written before a run began, and how many entities are owned in all; 0 when there are none such.</summary>
    /// <remarks>
    /// What the run itself wrote is not even read: after a first run that is everything. Where Port's clock is behind ours
    /// some of it is, and found to be made by somebody: whoever writes an entity is noted as its contributor before.
    /// </remarks>
    public async Task<(IReadOnlyCollection<EntityKey> Entities, int Owned)> FindAsync(DateTimeOffset runStart, CancellationToken cancellationToken)
    {
        HashSet<EntityKey> found = [];
        await foreach (var entities in owned.ListAsync(runStart, cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            foreach (var entity in await WithoutContributorAsync(entities, cancellationToken))
            {
                if (!await searched.ContainsAsync(entity.Blueprint, cancellationToken))
                {
                    found.Add(entity);
                }
            }
        }

        return found.Count == 0 ? ([], 0) : (found, await owned.ListAsync(before: null, cancellationToken).CountAsync(cancellationToken));
    }

    private async Task<IEnumerable<EntityKey>> WithoutContributorAsync(EntityKey[] entities, CancellationToken cancellationToken)
    {
        var standings = await ledger.StandingsAsync(entities, cancellationToken);
        return entities.Where(entity => standings[entity].Winner is null && !EntityDeletions.IsSearch(entity));
    }
}
