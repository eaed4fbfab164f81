using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Mappings;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Sweeping;

/// <summary>
/// Takes away what resources that are there make no longer. There is no observation to claim their rows with: a doubt
/// tells whoever claims one meanwhile to write once more.
/// </summary>
internal sealed class DroppedRemoval(ResourceLedger rows, EntityRemover remover, MappingChanges mappings)
{
    /// <summary>Removes; answers how many entities were deleted.</summary>
    public async Task<int> RemoveAsync(
        SweepView view, IReadOnlyList<StoredRow> doomed, Repairs repairs, List<string> obstacles, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<RowKey, ResourceRow>();
        await rows.ChangeAsync(doomed, current => Doubt(current, view, claims), cancellationToken);
        List<Departure> departures =
        [
            .. claims.SelectMany(claim => claim.Value.Contributions.Where(view.IsTaken).Select(made => new Departure(claim.Key, made))),
        ];
        var dependents = await mappings.DeletesDependentsAsync(view.Sweep.MappingVersion, cancellationToken);
        var deleted = await remover.RemoveAsync(departures, new RemovalRules(view.Sweep.RunId, dependents), repairs, cancellationToken);
        obstacles.AddRange(departures.Where(departure => departure.Obstacle is not null)
            .Select(departure => $"{departure.Entity.Blueprint}/{departure.Entity.Identifier} is kept: {departure.Obstacle}"));
        await SettleAsync(claims, departures, repairs, cancellationToken);
        return deleted;
    }

    private static ResourceRow? Doubt(StoredRow current, SweepView view, Dictionary<RowKey, ResourceRow> claims)
    {
        if (current.Row.DoomedBy != view.Sweep.RunId || view.Classify(current) != SweepClass.Dropped)
        {
            claims.Remove(current.Key);
            return null;
        }

        claims[current.Key] = current.Row;
        return current.Row with { IsDoubtful = true };
    }

    private async Task SettleAsync(
        Dictionary<RowKey, ResourceRow> claims, List<Departure> departures, Repairs repairs, CancellationToken cancellationToken)
    {
        var left = departures.Where(departure => departure.HasLeft).ToLookup(departure => departure.Row, departure => departure.Entity);
        var known = await rows.ReadAsync([.. claims.Keys], cancellationToken);
        foreach (var row in known.Where(row => row.Row.Claimed != claims[row.Key].Claimed && left.Contains(row.Key)))
        {
            repairs.Ask(row.Key, ChangeCause.Repair);
        }

        await repairs.FlushAsync(cancellationToken);
        await rows.ChangeAsync(
            known,
            current => current.Row.Claimed == claims[current.Key].Claimed
                ? Without(current.Row, claims[current.Key], [.. left[current.Key]])
                : Taken(current, [.. left[current.Key]]),
            cancellationToken);
    }

    private static ResourceRow? Without(ResourceRow row, ResourceRow before, HashSet<EntityKey> left)
    {
        var settled = row with
        {
            DoomedBy = null,
            IsDoubtful = before.IsDoubtful,
            Contributions = [.. row.Contributions.Where(made => !left.Contains(made.Entity))],
        };
        return settled.DoomedBy == row.DoomedBy && settled.IsDoubtful == row.IsDoubtful && settled.Contributions.Count == row.Contributions.Count
            ? null
            : settled;
    }

    // Whoever claimed it meanwhile saw the doubt, and asks for it again.
    private static ResourceRow? Taken(StoredRow current, HashSet<EntityKey> left) =>
        current.Row.Contributions.Any(made => left.Contains(made.Entity) && made.IsConfirmed) ? current.Row.Doubting(left) : null;
}
