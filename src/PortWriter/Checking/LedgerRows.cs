using System.Runtime.CompilerServices;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Checking;

/// <summary>Reads everything that the resources in the ledger make.</summary>
internal sealed class LedgerRows(ScopeMarks scopes, ResourceLedger rows, EntityLedger entities)
{
    // What DynamoDB answers side by side.
    private const int ConcurrentQueries = 32;

    /// <summary>What every row makes, row by row.</summary>
    public async IAsyncEnumerable<(StoredRow Row, Contribution Made)> ContributionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var mark in scopes.ListAsync(cancellationToken))
        {
            await foreach (var row in rows.RowsAsync(mark.Scope, cancellationToken))
            {
                foreach (var made in row.Row.Contributions.Where(made => !made.IsTaken))
                {
                    yield return (row, made);
                }
            }
        }
    }

    /// <summary>Those of some entities that no row makes.</summary>
    public async Task<IReadOnlyList<EntityKey>> WithoutRowAsync(IReadOnlyList<EntityKey> some, CancellationToken cancellationToken)
    {
        List<EntityKey> without = [];
        foreach (var chunk in some.Chunk(ConcurrentQueries))
        {
            var made = await Task.WhenAll(chunk.Select(entity => IsMadeAsync(entity, cancellationToken)));
            without.AddRange(chunk.Zip(made).Where(pair => !pair.Second).Select(pair => pair.First));
        }

        return without;
    }

    // A contributor is only the way to the row: one whose row says nothing of the entity is left over.
    private async Task<bool> IsMadeAsync(EntityKey entity, CancellationToken cancellationToken)
    {
        var contributors = await entities.ContributorsAsync(entity, cancellationToken).Select(contributor => contributor.Row).ToListAsync(cancellationToken);
        var making = await rows.ReadAsync([.. contributors.Distinct()], cancellationToken);
        return making.Any(row => row.Row.Contributions.Any(made => made.Entity == entity && !made.IsTaken));
    }
}
