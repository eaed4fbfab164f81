using Pipeline.Ledger.Resources.Codec;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Resources;

/// <summary>
/// Who contributes to an entity. Each contributor is an item of its own, the one with the latest block first, so that
/// an entity that ten thousand resources make costs no more than one that one makes.
/// </summary>
/// <param name="table">The store.</param>
public sealed class EntityLedger(ILedgerTable table)
{
    // Blocks are positions in a list that a person wrote; this is beyond any.
    private const int LastBlock = 999_999;

    // What DynamoDB answers side by side; stores in the process answer at once.
    private const int ConcurrentQueries = 32;

    /// <summary>Stores contributors, in place of what was stored of the same row and block.</summary>
    public async ValueTask PutAsync(IReadOnlyList<(EntityKey Entity, Contributor Contributor)> contributors, CancellationToken cancellationToken)
    {
        var open = contributors;
        while (open.Count > 0)
        {
            var written = await table.WriteAsync(
                [.. open.Select(note => new LedgerWrite(KeyOf(note.Entity, note.Contributor), ContributorCodec.Write(note.Contributor), note.Contributor.Version))],
                cancellationToken);
            var lost = open.Zip(written).Where(pair => !pair.Second).Select(pair => pair.First).ToList();
            var present = await FindAsync(lost, cancellationToken);
            open = [.. lost.Zip(present)
                .Where(pair => pair.Second?.IsRemoving != pair.First.Contributor.IsRemoving)
                .Select(pair => (pair.First.Entity, pair.First.Contributor with { Version = pair.Second?.Version ?? 0 }))];
        }
    }

    /// <summary>Reads the stored form of contributors; null for those that are not there.</summary>
    public async ValueTask<IReadOnlyList<Contributor?>> FindAsync(
        IReadOnlyList<(EntityKey Entity, Contributor Contributor)> contributors, CancellationToken cancellationToken)
    {
        if (contributors.Count == 0)
        {
            return [];
        }

        var items = await table.GetAsync([.. contributors.Select(note => KeyOf(note.Entity, note.Contributor))], cancellationToken);
        return [.. items.Select(item => item is null ? null : ContributorCodec.Read(item.Content, item.Version))];
    }

    /// <summary>Forgets contributors; those that were written meanwhile stay.</summary>
    public async ValueTask RemoveAsync(IReadOnlyList<(EntityKey Entity, Contributor Contributor)> contributors, CancellationToken cancellationToken)
    {
        if (contributors.Count > 0)
        {
            await table.WriteAsync(
                [.. contributors.Select(note => new LedgerWrite(KeyOf(note.Entity, note.Contributor), null, note.Contributor.Version))],
                cancellationToken);
        }
    }

    /// <summary>For each entity the contributor whose entity Port is to hold, and the next one, of those that are not about to go.</summary>
    public async ValueTask<IReadOnlyDictionary<EntityKey, Standing>> StandingsAsync(
        IReadOnlyCollection<EntityKey> entities, CancellationToken cancellationToken)
    {
        var standings = new Dictionary<EntityKey, Standing>(entities.Count);
        foreach (var chunk in entities.Chunk(ConcurrentQueries))
        {
            var found = await Task.WhenAll(chunk.Select(entity => StandingAsync(entity, cancellationToken).AsTask()));
            foreach (var (entity, standing) in chunk.Zip(found))
            {
                standings[entity] = standing;
            }
        }

        return standings;
    }

    /// <summary>Whether of two contributors of an entity the first is the one whose entity Port is to hold.</summary>
    public static bool Precedes(Contributor first, Contributor second) => string.CompareOrdinal(SortOf(first), SortOf(second)) < 0;

    /// <summary>All contributors of an entity, the winner first.</summary>
    public IAsyncEnumerable<Contributor> ContributorsAsync(EntityKey entity, CancellationToken cancellationToken) =>
        table.QueryAsync(PartitionOf(entity), string.Empty, cancellationToken).Select(item => ContributorCodec.Read(item.Content, item.Version));

    private async ValueTask<Standing> StandingAsync(EntityKey entity, CancellationToken cancellationToken)
    {
        var first = await ContributorsAsync(entity, cancellationToken)
            .Where(contributor => !contributor.IsRemoving)
            .Take(2)
            .ToListAsync(cancellationToken);
        return new Standing(first.ElementAtOrDefault(0), first.ElementAtOrDefault(1));
    }

    private static LedgerKey KeyOf(EntityKey entity, Contributor contributor) =>
        new(PartitionOf(entity), SortOf(contributor));

    private static string SortOf(Contributor contributor) =>
        $"{LastBlock - contributor.Block:D6}/{LedgerText.Short(contributor.Row.ToString())}";

    private static string PartitionOf(EntityKey entity) => $"entity/{LedgerText.Key($"{entity.Blueprint}/{entity.Identifier}")}";
}
