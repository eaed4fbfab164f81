using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Checks an entity against its blueprint, as far as no other entity is needed for it.</summary>
internal static class EntityCheck
{
    /// <summary>What is wrong with what is about to be written; null when nothing is.</summary>
    public static PortError? FindFault(Blueprint blueprint, JsonElement given)
    {
        if (given.TryGetProperty("blueprint", out var named) && named.ValueKind == JsonValueKind.String && named.GetString() != blueprint.Identifier)
        {
            return PortError.Invalid($"The entity's blueprint \"{named.GetString()}\" differs from the route's \"{blueprint.Identifier}\"");
        }

        return FindPropertyFault(blueprint, given) ?? FindRelationFault(blueprint, given);
    }

    private static PortError? FindPropertyFault(Blueprint blueprint, JsonElement given)
    {
        foreach (var property in Members(given, "properties"))
        {
            if (!blueprint.Properties.TryGetValue(property.Name, out var schema))
            {
                return PortError.Invalid($"\"properties\" must NOT have additional properties: \"{property.Name}\" is not defined in blueprint \"{blueprint.Identifier}\"");
            }

            // Null clears a property; whether it may be empty is a matter of what is required.
            if (property.Value.ValueKind != JsonValueKind.Null && schema.Check(property.Value) is { } fault)
            {
                return PortError.Invalid($"\"properties/{property.Name}\" {fault}");
            }
        }

        return null;
    }

    private static PortError? FindRelationFault(Blueprint blueprint, JsonElement given)
    {
        foreach (var relation in Members(given, "relations"))
        {
            if (!blueprint.Relations.TryGetValue(relation.Name, out var schema))
            {
                return PortError.Invalid($"\"relations\" must NOT have additional properties: \"{relation.Name}\" is not defined in blueprint \"{blueprint.Identifier}\"");
            }

            if (relation.Value.ValueKind == JsonValueKind.Array && !schema.Many)
            {
                return PortError.Invalid($"\"relations/{relation.Name}\" must be string, the relation is to a single entity");
            }

            if (relation.Value.ValueKind == JsonValueKind.String && schema.Many)
            {
                return PortError.Invalid($"\"relations/{relation.Name}\" must be array, the relation is to many entities");
            }
        }

        return null;
    }

    /// <summary>What the entity would lack; null when nothing.</summary>
    public static PortError? FindMissing(Blueprint blueprint, EntityState entity)
    {
        if (blueprint.Required.Count > 0)
        {
            using var properties = JsonDocument.Parse(entity.Properties);
            if (blueprint.Required.FirstOrDefault(name => !properties.RootElement.TryGetProperty(name, out _)) is { } missing)
            {
                return PortError.Invalid($"\"properties\" must have required property '{missing}'");
            }
        }

        return blueprint.Relations.Values.FirstOrDefault(relation => relation.Required && entity.Relations.GetValueOrDefault(relation.Name) is not { Targets.Count: > 0 }) is { } relation
            ? PortError.Invalid($"\"relations\" must have required property '{relation.Name}'")
            : null;
    }

    public static IEnumerable<JsonProperty> Members(JsonElement entity, string name) =>
        entity.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object ? members.EnumerateObject() : [];
}
