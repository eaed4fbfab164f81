using System.Text.Json;

namespace Pipeline.PortWriter.Planning;

/// <summary>Where entities are replaced and not merged, what the mapping does not name goes.</summary>
internal static class LostFields
{
    private static readonly string[] Plain = ["icon", "team"];

    /// <summary>The fields that a replacement takes away.</summary>
    public static IEnumerable<EntityDifference> Of(JsonElement body, JsonElement held, JsonElement? blueprint) =>
        Plain.Where(field => !body.TryGetProperty(field, out _) && IsSomething(held, field, out _))
            .Select(field => new EntityDifference(field, held.GetProperty(field), New: null))
            .Concat(Of("properties", body, held, Names(blueprint, "schema", "properties")))
            .Concat(Of("relations", body, held, Names(blueprint, "relations")));

    // What Port computes by itself is among the properties too, and stays.
    private static IEnumerable<EntityDifference> Of(string group, JsonElement body, JsonElement held, HashSet<string> own) =>
        IsSomething(held, group, out var fields) && fields.ValueKind == JsonValueKind.Object
            ? fields.EnumerateObject()
                .Where(field => own.Contains(field.Name) && !IsNothing(field.Value))
                .Where(field => !(body.TryGetProperty(group, out var mapped) && mapped.ValueKind == JsonValueKind.Object && mapped.TryGetProperty(field.Name, out _)))
                .Select(field => new EntityDifference($"{group}.{field.Name}", field.Value, New: null))
            : [];

    private static HashSet<string> Names(JsonElement? blueprint, params ReadOnlySpan<string> path)
    {
        if (blueprint is not { } at)
        {
            return [];
        }

        foreach (var step in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return [];
            }
        }

        return at.ValueKind == JsonValueKind.Object ? [.. at.EnumerateObject().Select(field => field.Name)] : [];
    }

    private static bool IsSomething(JsonElement entity, string field, out JsonElement value) =>
        entity.TryGetProperty(field, out value) && !IsNothing(value);

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0)
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);
}
