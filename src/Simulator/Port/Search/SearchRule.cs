using System.Text.Json;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Port.Search;

/// <summary>One rule of a search query, as https://docs.port.io/search-and-query describes them.</summary>
internal static class SearchRule
{
    public static Func<EntityState, bool> Read(JsonElement rule, SearchContext context)
    {
        var name = rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("operator", out var given) ? given.ToString() : null;
        if (name is null)
        {
            throw new SearchQueryException("query/rules: a rule must have required property 'operator'");
        }

        // The query outlives the document it was read from.
        var value = rule.TryGetProperty("value", out var operand) ? operand.Clone() : default;
        if (name == "relatedTo")
        {
            return RelatedTo(rule, value, context);
        }

        var compare = SearchOperator.Create(name, value, context.Clock);
        if (rule.TryGetProperty("property", out var property))
        {
            var path = property.ValueKind == JsonValueKind.String
                ? property.GetString()!
                : throw new SearchQueryException("The simulator does not serve rules on a property path.");
            return entity => compare(SearchValue.Of(entity, path));
        }

        if (rule.TryGetProperty("relation", out var relation))
        {
            var of = relation.ToString();
            return entity => compare(SearchValue.OfRelation(entity, of));
        }

        throw new SearchQueryException("query/rules: the simulator serves rules on 'property', on 'relation', and 'relatedTo'");
    }

    private static Func<EntityState, bool> RelatedTo(JsonElement rule, JsonElement value, SearchContext context)
    {
        var blueprint = rule.TryGetProperty("blueprint", out var named)
            ? named.ToString()
            : throw new SearchQueryException("query/rules: relatedTo must have required property 'blueprint'");
        var wanted = SearchValue.Texts(value).Select(identifier => new EntityKey(blueprint, identifier)).ToHashSet();
        var downstream = rule.TryGetProperty("direction", out var direction) && direction.ToString() == "downstream";
        return entity => Reaches(entity.Key, wanted, downstream, context);
    }

    /// <summary>Whether a chain of relations leads from the entity to one of those wanted, or from them to it.</summary>
    private static bool Reaches(EntityKey from, HashSet<EntityKey> wanted, bool downstream, SearchContext context)
    {
        HashSet<EntityKey> seen = [from];
        Queue<EntityKey> next = new([from]);
        while (next.TryDequeue(out var key))
        {
            if (wanted.Contains(key) && key != from)
            {
                return true;
            }

            foreach (var neighbour in downstream ? context.Entities.Incoming(key) : Outgoing(key, context))
            {
                if (seen.Add(neighbour))
                {
                    next.Enqueue(neighbour);
                }
            }
        }

        return false;
    }

    private static IEnumerable<EntityKey> Outgoing(EntityKey key, SearchContext context)
    {
        if (!context.Entities.TryFind(key, out var record) || context.Blueprints.Find(key.Blueprint) is not { } blueprint)
        {
            yield break;
        }

        foreach (var (name, relation) in record.State.Relations)
        {
            foreach (var target in blueprint.Relations.TryGetValue(name, out var schema) ? relation.Targets : [])
            {
                yield return new(schema!.Target, target);
            }
        }
    }
}
