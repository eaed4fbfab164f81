using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Search;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Resolves the relations of one write, and notes which placeholders it needs.</summary>
internal sealed class RelationWriter(BlueprintStore blueprints, EntityStore entities, EntitySearch search)
{
    /// <summary>Most entities a relation's search may lead to, by Port's documentation.</summary>
    private const int MostFound = 100;

    private readonly Dictionary<string, Relation> resolved = new(StringComparer.Ordinal);
    private readonly HashSet<EntityKey> missing = [];

    public IReadOnlyDictionary<string, Relation> Resolved => resolved;

    /// <summary>Reads what is given on top of what is kept; returns why it cannot be.</summary>
    public PortError? Read(Blueprint blueprint, JsonElement given, EntityState? kept, bool createMissing)
    {
        foreach (var (name, relation) in kept?.Relations ?? resolved)
        {
            resolved[name] = relation;
        }

        foreach (var member in EntityCheck.Members(given, "relations"))
        {
            var schema = blueprint.Relations[member.Name];
            resolved.Remove(member.Name);
            if (Targets(schema, member.Value, out var fault) is not { } targets)
            {
                return fault;
            }

            foreach (var target in targets)
            {
                var key = new EntityKey(schema.Target, target);
                if (!entities.TryFind(key, out _) && !missing.Contains(key) && RefuseMissing(key, createMissing) is { } refusal)
                {
                    return refusal;
                }
            }

            if (targets.Count > 0)
            {
                resolved[member.Name] = new(schema.Many, targets);
            }
        }

        return null;
    }

    public void CreatePlaceholders(string datasource, DateTimeOffset now)
    {
        foreach (var key in missing.Where(key => !entities.TryFind(key, out _)))
        {
            var placeholder = new EntityState(key)
            {
                Title = key.Identifier,
                IsPlaceholder = true,
                CreatedAt = now,
                CreatedBy = datasource,
                UpdatedAt = now,
                UpdatedBy = datasource,
            };
            entities.Put(placeholder, changed: true, _ => null);
        }
    }

    private PortError? RefuseMissing(EntityKey key, bool createMissing)
    {
        // Users and teams are made by people, not by references to them.
        if (!createMissing || key.Blueprint[0] == '_' || blueprints.Find(key.Blueprint) is null)
        {
            return new(404, "not_found", $"Entity with identifier \"{key.Identifier}\" of blueprint \"{key.Blueprint}\" was not found");
        }

        missing.Add(key);
        return null;
    }

    private IReadOnlyList<string>? Targets(RelationSchema schema, JsonElement value, out PortError? fault)
    {
        fault = null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return [];

            case JsonValueKind.String:
                return [value.GetString()!];

            case JsonValueKind.Array:
                return [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];

            default:
                var found = blueprints.Find(schema.Target) is { } target ? search.Find(target, value, MostFound + 1) : [];
                if (found.Count > MostFound || (found.Count > 1 && !schema.Many))
                {
                    fault = PortError.Invalid($"\"relations/{schema.Name}\" leads to {(schema.Many ? "more than 100 entities" : "more than one entity")}");
                    return null;
                }

                return [.. found.Select(entity => entity.Key.Identifier)];
        }
    }
}
