using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Simulator.Port.Blueprints;

/// <summary>What a blueprint says about one property: the part of JSON Schema that Port offers.</summary>
internal sealed class PropertySchema
{
    private readonly JsonElement schema;
    private readonly Regex? pattern;
    private readonly PropertySchema? items;

    public PropertySchema(JsonElement schema)
    {
        this.schema = schema;
        Type = Text("type");
        Format = Text("format");
        // Patterns come from whoever writes the blueprint, and may be slow on purpose.
        pattern = Text("pattern") is { } expression ? new Regex(expression, RegexOptions.None, TimeSpan.FromMilliseconds(200)) : null;
        items = schema.TryGetProperty("items", out var element) && element.ValueKind == JsonValueKind.Object ? new(element) : null;
    }

    public string? Type { get; }

    public string? Format { get; }

    public string? Title => Text("title");

    public bool IsEnum => schema.TryGetProperty("enum", out _);

    public JsonElement? Default => schema.TryGetProperty("default", out var value) ? value : null;

    /// <summary>What is wrong with the value, in the words of a JSON Schema validator; null when nothing is.</summary>
    public string? Check(JsonElement value)
    {
        if (Type is not null && !IsOfType(value, Type))
        {
            return $"must be {Type}";
        }

        if (schema.TryGetProperty("enum", out var allowed) && allowed.ValueKind == JsonValueKind.Array
            && !allowed.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
        {
            return $"must be equal to one of the allowed values: {allowed.GetRawText()}";
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => CheckText(value.GetString()!),
            JsonValueKind.Number => CheckNumber(value.GetDouble()),
            JsonValueKind.Array => CheckItems(value),
            _ => null,
        };
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => true,
    };

    private string? CheckText(string value)
    {
        if (Number("minLength") is { } least && value.Length < least)
        {
            return FormattableString.Invariant($"must NOT have fewer than {least} characters");
        }

        if (Number("maxLength") is { } most && value.Length > most)
        {
            return FormattableString.Invariant($"must NOT have more than {most} characters");
        }

        if (pattern is not null && !pattern.IsMatch(value))
        {
            return $"must match pattern \"{pattern}\"";
        }

        return Format is not null && !PropertyFormat.IsMatch(Format, value) ? $"must match format \"{Format}\"" : null;
    }

    private string? CheckNumber(double value) =>
        Number("minimum") is { } least && value < least ? FormattableString.Invariant($"must be >= {least}")
        : Number("maximum") is { } most && value > most ? FormattableString.Invariant($"must be <= {most}")
        : null;

    private string? CheckItems(JsonElement value)
    {
        var count = value.GetArrayLength();
        if (Number("minItems") is { } least && count < least)
        {
            return FormattableString.Invariant($"must NOT have fewer than {least} items");
        }

        if (Number("maxItems") is { } most && count > most)
        {
            return FormattableString.Invariant($"must NOT have more than {most} items");
        }

        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True
            && value.EnumerateArray().Select(item => item.GetRawText()).Distinct(StringComparer.Ordinal).Count() < count)
        {
            return "must NOT have duplicate items";
        }

        var index = 0;
        foreach (var item in items is null ? default : value.EnumerateArray())
        {
            if (items!.Check(item) is { } fault)
            {
                return FormattableString.Invariant($"item {index} {fault}");
            }

            index++;
        }

        return null;
    }

    private string? Text(string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private double? Number(string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
