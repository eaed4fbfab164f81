using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Tests.PortApi;

/// <summary>Checks JSON against the keywords that Port's published API uses.</summary>
internal static class SchemaCheck
{
    /// <summary>Keywords that say nothing about validity.</summary>
    private static readonly HashSet<string> Ignored = ["description", "title", "default", "example", "examples", "deprecated"];

    /// <summary>The faults found, each with where it is.</summary>
    public static IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.ValueKind == JsonValueKind.False)
        {
            return [$"{at} must not be there"];
        }

        if (schema.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Null && IsNullable(schema)))
        {
            return [];
        }

        return schema.EnumerateObject().SelectMany(keyword => Check(keyword.Name, keyword.Value, schema, value, at));
    }

    private static IEnumerable<string> Check(string keyword, JsonElement rule, JsonElement schema, JsonElement value, string at) => keyword switch
    {
        "type" => Require(Texts(rule).Any(type => IsOf(type, value)), $"{at} must be {rule}, is {value.ValueKind}"),
        "enum" => Require(rule.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)), $"{at} must be one of {rule}, is {value}"),
        "const" => Require(JsonElement.DeepEquals(rule, value), $"{at} must be {rule}, is {value}"),
        "anyOf" => Require(rule.EnumerateArray().Any(each => !Faults(each, value, at).Any()), $"{at} fits none of anyOf: {value}"),
        "oneOf" => Require(rule.EnumerateArray().Count(each => !Faults(each, value, at).Any()) == 1, $"{at} must fit one of oneOf: {value}"),
        "allOf" => rule.EnumerateArray().SelectMany(each => Faults(each, value, at)),
        "required" => value.ValueKind == JsonValueKind.Object ? Texts(rule).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at} lacks {name}") : [],
        "properties" => Members(value).Where(member => rule.TryGetProperty(member.Name, out _))
            .SelectMany(member => Faults(rule.GetProperty(member.Name), member.Value, $"{at}.{member.Name}")),
        "additionalProperties" => Members(value).Where(member => !schema.TryGetProperty("properties", out var named) || !named.TryGetProperty(member.Name, out _))
            .SelectMany(member => Faults(rule, member.Value, $"{at}.{member.Name}")),
        "propertyNames" => Members(value).SelectMany(member => Faults(rule, JsonSerializer.SerializeToElement(member.Name), $"{at}.{member.Name}")),
        "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((item, index) => Faults(rule, item, $"{at}[{index}]")) : [],
        "pattern" => Require(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!), $"{at} must match {rule}: {value}"),
        "minLength" => Require(value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(), $"{at} is too short"),
        "maxLength" => Require(value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= rule.GetInt32(), $"{at} is too long"),
        "minItems" => Require(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(), $"{at} has too few items"),
        "maxItems" => Require(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32(), $"{at} has too many items"),
        "minimum" => Require(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(), $"{at} is too small"),
        "maximum" => Require(value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(), $"{at} is too large"),
        "format" => Require(value.ValueKind != JsonValueKind.String || IsFormat(rule.GetString()!, value.GetString()!), $"{at} must be a {rule}: {value}"),
        "nullable" => [],
        _ when Ignored.Contains(keyword) => [],
        _ => [$"{at} has the keyword {keyword}, which this check does not know"],
    };

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };

    private static bool IsFormat(string format, string value) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) && value.Contains('T', StringComparison.Ordinal),
        "uri" or "url" => Uri.TryCreate(value, UriKind.Absolute, out _),
        _ => true,
    };

    private static bool IsNullable(JsonElement schema) => schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True;

    private static JsonProperty[] Members(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : [];

    private static string[] Texts(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Array ? [.. rule.EnumerateArray().Select(item => item.GetString()!)] : [rule.GetString()!];

    private static IEnumerable<string> Require(bool holds, string fault) => holds ? [] : [fault];
}
