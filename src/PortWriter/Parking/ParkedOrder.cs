using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Parking;

/// <summary>Orders parked resources by what their entities relate to.</summary>
internal sealed class ParkedOrder(BlueprintRelations relations)
{
    /// <summary>Levels that relate only to earlier ones, and the circles that are left.</summary>
    public async Task<(IReadOnlyList<IReadOnlyList<WaitingResource>> Levels, (IReadOnlyList<WaitingResource> Members, Circle Together) Circle)> OfAsync(
        IReadOnlyList<WaitingResource> waiting, CancellationToken cancellationToken)
    {
        var targets = await TargetsAsync(waiting, cancellationToken);
        var (levels, cyclic) = DependencyLevels.Of(waiting.Count, targets.Select(edge => (edge.Dependent, edge.Target)));
        return (
            [.. levels.Select(level => (IReadOnlyList<WaitingResource>)[.. level.Select(index => waiting[index])])],
            ([.. cyclic.Select(index => waiting[index])], new Circle(Bare(cyclic, targets), cyclic.Count)));
    }

    private async Task<List<(int Dependent, int Target, MappedEntity Entity, string Relation)>> TargetsAsync(
        IReadOnlyList<WaitingResource> waiting, CancellationToken cancellationToken)
    {
        var makers = new Dictionary<EntityKey, int>();
        foreach (var (index, resource) in waiting.Index())
        {
            foreach (var entity in resource.Message.Entities)
            {
                makers[new EntityKey(entity.Blueprint, entity.Identifier)] = index;
            }
        }

        List<(int Dependent, int Target, MappedEntity Entity, string Relation)> found = [];
        foreach (var (index, resource) in waiting.Index())
        {
            foreach (var entity in resource.Message.Entities)
            {
                var named = RelationTargets.Of(entity, await relations.FromAsync(entity.Blueprint, cancellationToken));
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
}
