using System.Text.Json;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Port.Search;

/// <summary>What a rule looks at: a text, a number, a truth value, several texts, or nothing.</summary>
internal static class SearchValue
{
    public static object? Of(EntityState entity, string property) => property switch
    {
        "$identifier" => entity.Key.Identifier,
        "$blueprint" => entity.Key.Blueprint,
        "$title" => entity.Title,
        "$icon" => entity.Icon,
        "$team" => entity.Team is null ? null : OfJson(entity.Team),
        "$datasource" or "$updatedBy" => entity.UpdatedBy,
        "$createdBy" => entity.CreatedBy,
        "$createdAt" => EntityJson.Stamp(entity.CreatedAt),
        "$updatedAt" => EntityJson.Stamp(entity.UpdatedAt),
        _ => OfProperty(entity, property),
    };

    public static object? OfRelation(EntityState entity, string relation) =>
        entity.Relations.TryGetValue(relation, out var found)
            ? found.Many ? found.Targets : found.Targets is [var target, ..] ? target : null
            : null;

    public static object? Convert(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => Texts(value),
        JsonValueKind.Object => value.GetRawText(),
        _ => null,
    };

    /// <summary>One text or several, as texts.</summary>
    public static IReadOnlyList<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => item.ToString())],
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        _ => [value.ToString()],
    };

    private static object? OfProperty(EntityState entity, string property)
    {
        using var properties = JsonDocument.Parse(entity.Properties);
        return properties.RootElement.TryGetProperty(property, out var value) ? Convert(value) : OfRelation(entity, property);
    }

    private static object? OfJson(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return Convert(document.RootElement);
    }
}
