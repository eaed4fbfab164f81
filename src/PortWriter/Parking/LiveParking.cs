using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Parking;

/// <summary>
/// Writes what was parked outside of runs as soon as something it waits for is written. What waits is noted under each
/// entity that it relates to before it is tried once more, and whoever writes an entity looks there afterwards: of the
/// two, one sees the other. The end of the next run tries whatever is left.
/// </summary>
internal sealed class LiveParking(
    ParkedResources parked,
    AwaitedEntities awaited,
    ParkingLot lot,
    ObservationWriter writer,
    ResourceLedger rows,
    BlueprintRelations relations,
    OutsideChanges outside,
    IRepairRequests requests)
{
    /// <summary>Has resources that were parked wait for what they relate to.</summary>
    public async Task AwaitAsync(IReadOnlyList<ParkedResource> resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            if (await lot.ReadAsync(resource, cancellationToken) is { } message)
            {
                await awaited.AddAsync(resource.Row, await TargetsAsync(message, cancellationToken), cancellationToken);
                await WrittenAsync(await TryAsync(resource, message, cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>Entities were written: tries what waits for them, and what waits for that.</summary>
    public async Task WrittenAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken)
    {
        if (entities.Count == 0 || !await parked.ListAsync(ParkedResources.Live, cancellationToken).AnyAsync(cancellationToken))
        {
            return;
        }

        var written = new Queue<EntityKey>(entities);
        while (written.TryDequeue(out var entity))
        {
            foreach (var row in await awaited.WaitingAsync(entity, cancellationToken).ToListAsync(cancellationToken))
            {
                foreach (var next in await TryAsync(row, entity, cancellationToken))
                {
                    written.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Notes what a try came to, whoever made it.</summary>
    public async Task NoteAsync(ParkedResource resource, EntitiesMapped message, ObservationOutcome outcome, CancellationToken cancellationToken)
    {
        await outside.AddAsync(outcome.Written, outcome.Deleted, cancellationToken);
        if (outcome.Rejected.Count > 0)
        {
            await parked.PutAsync(ParkedResources.Live, [resource with { Rejected = [.. outcome.Rejected.Select(write => write.Entity)] }], cancellationToken);
            return;
        }

        await parked.RemoveAsync(ParkedResources.Live, [resource], cancellationToken);
        if (await parked.FindAsync(ParkedResources.Live, resource.Row, cancellationToken) is null)
        {
            await awaited.RemoveAsync(resource.Row, await TargetsAsync(message, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Has resources wait on that a run has just tried.</summary>
    public async Task KeepAsync(IReadOnlyList<ParkedResource> resources, CancellationToken cancellationToken)
    {
        await parked.PutAsync(ParkedResources.Live, resources, cancellationToken);
        foreach (var resource in resources)
        {
            if (await lot.ReadAsync(resource, cancellationToken) is { } message)
            {
                await awaited.AddAsync(resource.Row, await TargetsAsync(message, cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Forgets a resource that was observed since: that observation has the last word, and what waits of it is parked anew.
    /// Answers whether it was so.
    /// </summary>
    public async Task<bool> IsOverAsync(ParkedResource resource, EntitiesMapped message, CancellationToken cancellationToken)
    {
        var order = new ObservationOrder(message.MappingVersion, message.Ticket);
        var row = (await rows.ReadAsync([resource.Row], cancellationToken))[0].Row;
        if (row.Claimed == order || !row.Claimed.Covers(order))
        {
            return false;
        }

        await parked.RemoveAsync(ParkedResources.Live, [resource], cancellationToken);
        return true;
    }

    /// <summary>What a parked resource makes is not stored any more: it is asked for again, under the mapping it was last seen with.</summary>
    public async Task AskAsync(ParkedResource resource, CancellationToken cancellationToken)
    {
        var row = (await rows.ReadAsync([resource.Row], cancellationToken))[0].Row;
        await requests.SendAsync(
            new Dictionary<ResourceKey, ChangeCause> { [resource.Row.Resource] = ChangeCause.Repair }, row.Claimed.MappingVersion, cancellationToken);
        await parked.RemoveAsync(ParkedResources.Live, [resource], cancellationToken);
    }

    private async Task<IReadOnlyList<EntityKey>> TryAsync(RowKey row, EntityKey target, CancellationToken cancellationToken)
    {
        if (await parked.FindAsync(ParkedResources.Live, row, cancellationToken) is { } resource && await lot.ReadAsync(resource, cancellationToken) is { } message)
        {
            return await TryAsync(resource, message, cancellationToken);
        }

        await awaited.RemoveAsync(row, [target], cancellationToken);
        return [];
    }

    private async Task<IReadOnlyList<EntityKey>> TryAsync(ParkedResource resource, EntitiesMapped message, CancellationToken cancellationToken)
    {
        var outcome = await writer.WriteAsync(ObservationReader.Read(message), cancellationToken);
        await NoteAsync(resource, message, outcome, cancellationToken);
        return outcome.WrittenEntities;
    }

    private async Task<IReadOnlyCollection<EntityKey>> TargetsAsync(EntitiesMapped message, CancellationToken cancellationToken)
    {
        HashSet<EntityKey> targets = [];
        foreach (var entity in message.Entities)
        {
            targets.UnionWith(RelationTargets.Of(entity, await relations.FromAsync(entity.Blueprint, cancellationToken)).Select(found => found.Target));
        }

        return targets;
    }
}
