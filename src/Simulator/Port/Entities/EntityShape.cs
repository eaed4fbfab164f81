using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>
/// The part of Port's published request schema that holds for every entity, whatever its blueprint. One entity that
/// breaks it makes Port refuse the whole request.
/// </summary>
internal static partial class EntityShape
{
    public const int LongestIdentifier = 1000;

    /// <summary>What is wrong with the entity at <paramref name="path"/>; null when nothing is.</summary>
    public static string? FindFault(JsonElement entity, string path)
    {
        if (entity.ValueKind != JsonValueKind.Object)
        {
            return $"{path} must be object";
        }

        foreach (var member in entity.EnumerateObject())
        {
            var fault = member.Name switch
            {
                "identifier" => IdentifierFault(member.Value),
                "title" or "icon" => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null ? null : "must be string",
                "team" => TeamFault(member.Value),
                "properties" => member.Value.ValueKind == JsonValueKind.Object ? null : "must be object",
                "relations" => member.Value.ValueKind == JsonValueKind.Object ? RelationsFault(member.Value) : "must be object",
                _ => null,
            };
            if (fault is not null)
            {
                return $"{path}/{member.Name} {fault}";
            }
        }

        return null;
    }

    public static bool IsIdentifier(string identifier) => identifier.Length <= LongestIdentifier && Identifier().IsMatch(identifier);

    private static string? IdentifierFault(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextFault(value.GetString()!),
        JsonValueKind.Object => QueryFault(value),
        _ => "must be string",
    };

    private static string? TextFault(string identifier) =>
        identifier.Length > LongestIdentifier ? $"must NOT have more than {LongestIdentifier} characters"
        : Identifier().IsMatch(identifier) ? null
        : $"must match pattern \"{Identifier()}\"";

    private static string? TeamFault(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Null => null,
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) ? null : "must be an array of strings",
        JsonValueKind.Object => QueryFault(value),
        _ => "must be string",
    };

    private static string? RelationsFault(JsonElement relations)
    {
        foreach (var relation in relations.EnumerateObject())
        {
            var fault = relation.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => TextFault(relation.Value.GetString()!),
                JsonValueKind.Array => relation.Value.EnumerateArray()
                    .Select(item => item.ValueKind == JsonValueKind.String ? TextFault(item.GetString()!) : "must be string")
                    .FirstOrDefault(fault => fault is not null),
                JsonValueKind.Object => QueryFault(relation.Value),
                _ => "must be string, array, null or a search query",
            };
            if (fault is not null)
            {
                return $"/{relation.Name} {fault}";
            }
        }

        return null;
    }

    private static string? QueryFault(JsonElement query) =>
        !query.TryGetProperty("combinator", out var combinator) || combinator.ValueKind != JsonValueKind.String || combinator.GetString() is not ("and" or "or")
            ? "must have property 'combinator', one of: and, or"
            : query.TryGetProperty("rules", out var rules) && rules.ValueKind == JsonValueKind.Array
                ? null
                : "must have required property 'rules'";

    [GeneratedRegex(@"^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$")]
    private static partial Regex Identifier();
}
