using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Mappings;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>
/// Takes away what resources that are there make no longer. Nothing was observed: the rows are claimed without that what
/// they claim last changes.
/// </summary>
internal sealed class DroppedRemoval(ResourceLedger rows, EntityRemover remover, MappingChanges mappings, TimeProvider time)
{
    /// <summary>Removes; answers how many entities were deleted.</summary>
    public async Task<int> RemoveAsync(
        SweepView view, IReadOnlyList<StoredRow> doomed, Repairs repairs, List<string> obstacles, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<RowKey, (ResourceRow Row, ulong Token)>();
        var now = time.GetUtcNow();
        await rows.ChangeAsync(doomed, current => Claim(current, view, claims, now), cancellationToken);
        List<Departure> departures =
        [
            .. claims.SelectMany(claim => claim.Value.Row.Contributions.Where(view.IsTaken).Select(made => new Departure(claim.Key, made))),
        ];
        var dependents = await mappings.DeletesDependentsAsync(view.Sweep.MappingVersion, cancellationToken);
        var deleted = await remover.RemoveAsync(departures, new RemovalRules(view.Sweep.RunId, dependents), repairs, cancellationToken);
        obstacles.AddRange(departures.Where(departure => departure.Obstacle is not null)
            .Select(departure => $"{departure.Entity.Blueprint}/{departure.Entity.Identifier} is kept: {departure.Obstacle}"));
        await SettleAsync(claims, departures, repairs, cancellationToken);
        return deleted;
    }

    // Of what a redelivered sweep finds claimed by one that died, others may have written something since: they are told.
    private static ResourceRow? Claim(
        StoredRow current, SweepView view, Dictionary<RowKey, (ResourceRow Row, ulong Token)> claims, DateTimeOffset now)
    {
        var row = current.Row;
        if (row.DoomedBy != view.Sweep.RunId || view.Classify(current) != SweepClass.Dropped)
        {
            claims.Remove(current.Key);
            return null;
        }

        var token = RowClaims.NewToken();
        claims[current.Key] = (row.HasClaimOf(view.Order) ? row.Doubting(row.Contributions.Where(made => made.IsDropped).Select(made => made.Entity).ToHashSet()) : row, token);
        return row with { Claims = RowClaims.With(row, token, view.Order, now) };
    }

    private async Task SettleAsync(
        Dictionary<RowKey, (ResourceRow Row, ulong Token)> claims, List<Departure> departures, Repairs repairs, CancellationToken cancellationToken)
    {
        var left = departures.Where(departure => departure.HasLeft).ToLookup(departure => departure.Row, departure => departure.Entity);
        Dictionary<RowKey, string> disturbed = [];
        await rows.ChangeAsync(await rows.ReadAsync([.. claims.Keys], cancellationToken), Settle, cancellationToken);
        foreach (var (row, known) in disturbed)
        {
            repairs.Ask(row, ChangeCause.Repair, known);
        }

        await repairs.FlushAsync(cancellationToken);
        await rows.ChangeAsync(
            await rows.ReadAsync([.. disturbed.Keys], cancellationToken), current => RowClaims.Without(current.Row, claims[current.Key].Token), cancellationToken);

        ResourceRow? Settle(StoredRow current)
        {
            var (before, token) = claims[current.Key];
            HashSet<EntityKey> gone = [.. left[current.Key]];
            disturbed.Remove(current.Key);
            if (current.Row.Claimed == before.Claimed && RowClaims.Find(current.Row, token) is { IsDoubted: false })
            {
                return RowClaims.Without(Without(current.Row, gone), token);
            }

            if (gone.Count == 0)
            {
                return RowClaims.Without(current.Row, token);
            }

            // Whoever claimed it meanwhile may make again what was taken away.
            disturbed.Add(current.Key, current.Row.Claimed.MappingVersion);
            return current.Row.Doubting(gone);
        }
    }

    private static ResourceRow Without(ResourceRow row, HashSet<EntityKey> left) => row with
    {
        DoomedBy = null,
        Contributions = [.. row.Contributions.Select(made => left.Contains(made.Entity) && made.IsDropped ? RowClaims.Taken(made) : made)],
    };
}
