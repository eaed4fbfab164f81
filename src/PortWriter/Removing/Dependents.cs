using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Ledger.Resources;
using Pipeline.Port;
using Pipeline.PortWriter.Planning;

namespace Pipeline.PortWriter.Removing;

/// <summary>Finds at Port what relates to entities, whoever wrote it.</summary>
internal sealed class Dependents(PortClient port, BlueprintRelations relations, PlannedEntities planned)
{
    // Keeps a query's body small; there is no published limit.
    private const int IdentifiersInAQuery = 50;

    /// <summary>What relates to each entity directly; entities without dependents are left out.</summary>
    public async Task<ILookup<EntityKey, EntityKey>> FindAsync(IEnumerable<EntityKey> entities, CancellationToken cancellationToken)
    {
        List<(EntityKey Target, EntityKey Dependent)> found = [];
        foreach (var blueprint in entities.GroupBy(entity => entity.Blueprint, entity => entity.Identifier, StringComparer.Ordinal))
        {
            foreach (var relation in await relations.ToAsync(blueprint.Key, cancellationToken))
            {
                foreach (var identifiers in blueprint.Chunk(IdentifiersInAQuery))
                {
                    await SearchAsync(blueprint.Key, identifiers, relation, found, cancellationToken);
                }
            }
        }

        return found.Distinct().ToLookup(pair => pair.Target, pair => pair.Dependent);
    }

    private async Task SearchAsync(
        string blueprint,
        string[] identifiers,
        BlueprintRelation relation,
        List<(EntityKey Target, EntityKey Dependent)> found,
        CancellationToken cancellationToken)
    {
        var wanted = identifiers.ToHashSet(StringComparer.Ordinal);
        var pages = port.SearchAsync(relation.Blueprint, Query(relation, identifiers), [], cancellationToken);
        await foreach (var entity in pages)
        {
            var dependent = new EntityKey(relation.Blueprint, entity.GetProperty("identifier").GetString()!);
            if (planned.Knows(dependent))
            {
                continue;
            }

            // It matched, so it relates to one of them. Where the answer does not show to which, it may be any.
            var targets = Targets(entity, relation.Name)?.Where(wanted.Contains) ?? wanted;
            found.AddRange(targets.Select(target => (new EntityKey(blueprint, target), dependent)));
        }

        foreach (var (dependent, body) in planned.Of(relation.Blueprint))
        {
            found.AddRange((Targets(body, relation.Name) ?? []).Where(wanted.Contains).Select(target => (new EntityKey(blueprint, target), dependent)));
        }
    }

    private static JsonElement Query(BlueprintRelation relation, string[] identifiers) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["combinator"] = "and",
        ["rules"] = new JsonArray(new JsonObject
        {
            ["relation"] = relation.Name,
            ["operator"] = relation.IsMany ? "containsAny" : "in",
            ["value"] = new JsonArray([.. identifiers.Select(identifier => JsonValue.Create(identifier))]),
        }),
    });

    private static IEnumerable<string>? Targets(JsonElement entity, string relation)
    {
        if (!entity.TryGetProperty("relations", out var relations) || !relations.TryGetProperty(relation, out var targets))
        {
            return null;
        }

        return targets.ValueKind switch
        {
            JsonValueKind.String => [targets.GetString()!],
            JsonValueKind.Array => targets.EnumerateArray().Where(target => target.ValueKind == JsonValueKind.String).Select(target => target.GetString()!),
            _ => [],
        };
    }
}
