using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Simulator.Port.Blueprints;

/// <summary>What Port's published API asks of a blueprint.</summary>
internal static partial class BlueprintCheck
{
    private static readonly string[] Types = ["string", "number", "boolean", "object", "array"];

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public static string? FindFault(JsonObject blueprint)
    {
        if (!IsText(blueprint["identifier"], out var identifier) || identifier.Length > 100 || !Identifier().IsMatch(identifier))
        {
            return $"body/identifier must match pattern \"{Identifier()}\" and have at most 100 characters";
        }

        if (!IsText(blueprint["title"], out var title) || title.Length is 0 or > 100)
        {
            return "body/title must be a string of 1 to 100 characters";
        }

        if (blueprint["description"] is { } description && (!IsText(description, out var text) || text.Length > 200))
        {
            return "body/description must be a string of at most 200 characters";
        }

        return blueprint["schema"] is JsonObject schema && schema["properties"] is JsonObject properties
            ? FindFault(schema, properties) ?? FindRelationFault(blueprint["relations"])
            : "body must have required property 'schema' with 'properties'";
    }

    private static string? FindFault(JsonObject schema, JsonObject properties)
    {
        foreach (var (name, value) in properties)
        {
            if (name.Length > 100 || !PropertyName().IsMatch(name))
            {
                return $"body/schema/properties property name '{name}' is invalid";
            }

            if (value is not JsonObject property || !IsText(property["type"], out var type) || !Types.Contains(type))
            {
                return $"body/schema/properties/{name}/type must be equal to one of the allowed values: {string.Join(", ", Types)}";
            }

            if (property["format"] is { } format && (!IsText(format, out var known) || !PropertyFormat.Names.Contains(known)))
            {
                return $"body/schema/properties/{name}/format must be equal to one of the allowed values: {string.Join(", ", PropertyFormat.Names)}";
            }
        }

        return schema["required"] switch
        {
            null => null,
            JsonArray required => required.Select(item => item?.ToString() ?? "null").FirstOrDefault(name => !properties.ContainsKey(name)) is { } missing
                ? $"body/schema/required names '{missing}', which is not a property"
                : null,
            _ => "body/schema/required must be array",
        };
    }

    private static string? FindRelationFault(JsonNode? relations)
    {
        foreach (var (name, value) in relations as JsonObject ?? [])
        {
            if (value is not JsonObject relation || !IsText(relation["target"], out _))
            {
                return $"body/relations/{name} must have required property 'target'";
            }
        }

        return null;
    }

    private static bool IsText(JsonNode? node, out string text)
    {
        text = string.Empty;
        return node is JsonValue value && value.TryGetValue(out text!);
    }

    [GeneratedRegex(@"^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/-]+$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-Za-z0-9@_=\\-]+$")]
    private static partial Regex PropertyName();
}
