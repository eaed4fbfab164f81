using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Parking;

/// <summary>
/// Writes what a run has parked once more, when all else of the run is written: what others relate to first. It is the
/// same observation again, so whoever observed a resource since has the last word.
/// </summary>
internal sealed class ParkedRetry(
    ParkedResources parked, ParkingLot lot, ObservationWriter writer, BlueprintRelations relations)
{
    private readonly Lock _lock = new();
    private (Guid RunId, Task Retry) _latest = (Guid.Empty, Task.CompletedTask);

    /// <summary>Tries once for a run, however many ask.</summary>
    public Task RetryAsync(Guid runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_latest.RunId != runId || _latest.Retry.IsFaulted)
            {
                _latest = (runId, Task.Run(() => RetryAsync(runId), CancellationToken.None));
            }

            return _latest.Retry.WaitAsync(cancellationToken);
        }
    }

    private async Task RetryAsync(Guid runId)
    {
        List<Waiting> waiting = [];
        await foreach (var resource in parked.ListAsync(runId, CancellationToken.None))
        {
            if (await lot.ReadAsync(resource, CancellationToken.None) is { } message)
            {
                waiting.Add(new Waiting(resource, message));
            }
        }

        if (waiting.Count == 0)
        {
            return;
        }

        var targets = await TargetsAsync(waiting);
        var (levels, cyclic) = DependencyLevels.Of(waiting.Count, targets.Select(edge => (edge.Dependent, edge.Target)));
        foreach (var level in levels)
        {
            await WriteAsync(runId, [.. level.Select(index => waiting[index])]);
        }

        await WriteAsync(runId, [.. cyclic.Select(index => waiting[index])], new Circle(Bare(cyclic, targets), cyclic.Count));
    }

    private async Task<List<(int Dependent, int Target, MappedEntity Entity, string Relation)>> TargetsAsync(List<Waiting> waiting)
    {
        var makers = new Dictionary<EntityKey, int>();
        foreach (var (index, (_, message)) in waiting.Index())
        {
            foreach (var entity in message.Entities)
            {
                makers[new EntityKey(entity.Blueprint, entity.Identifier)] = index;
            }
        }

        List<(int Dependent, int Target, MappedEntity Entity, string Relation)> found = [];
        foreach (var (index, (_, message)) in waiting.Index())
        {
            foreach (var entity in message.Entities)
            {
                var named = RelationTargets.Of(entity, await relations.FromAsync(entity.Blueprint, CancellationToken.None));
                found.AddRange(named.Where(target => makers.ContainsKey(target.Target))
                    .Select(target => (index, makers[target.Target], entity, target.Relation)));
            }
        }

        return found;
    }

    private static Dictionary<EntityKey, MappedEntity> Bare(
        IReadOnlyList<int> cyclic, List<(int Dependent, int Target, MappedEntity Entity, string Relation)> targets)
    {
        var members = cyclic.ToHashSet();
        return targets.Where(edge => members.Contains(edge.Dependent) && members.Contains(edge.Target))
            .GroupBy(edge => new EntityKey(edge.Entity.Blueprint, edge.Entity.Identifier))
            .ToDictionary(edges => edges.Key, edges => Without(edges.First().Entity, edges.Select(edge => edge.Relation)));
    }

    private static MappedEntity Without(MappedEntity entity, IEnumerable<string> relations)
    {
        var body = JsonNode.Parse(entity.Body.GetRawText())!.AsObject();
        foreach (var relation in relations)
        {
            body["relations"]!.AsObject().Remove(relation);
        }

        return entity with { Body = JsonSerializer.SerializeToElement(body) };
    }

    private Task WriteAsync(Guid runId, IReadOnlyList<Waiting> resources, Circle? circle = null) => Task.WhenAll(resources.Select(async resource =>
    {
        using var seat = circle?.Join();
        var outcome = await writer.WriteAsync(ObservationReader.Read(resource.Message) with { Circle = seat }, CancellationToken.None);
        await (outcome.Rejected.Count == 0
            ? parked.RemoveAsync(runId, [resource.Parked.Row], CancellationToken.None)
            : parked.PutAsync(runId, [resource.Parked with { Rejected = [.. outcome.Rejected.Select(write => write.Entity)] }], CancellationToken.None));
    }));

    private sealed record Waiting(ParkedResource Parked, EntitiesMapped Message);
}
