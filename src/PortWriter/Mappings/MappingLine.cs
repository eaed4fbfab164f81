using Pipeline.Contracts.Mapping;

namespace Pipeline.PortWriter.Mappings;

/// <summary>Finds the expression that made a field.</summary>
internal static class MappingLine
{
    private const int Longest = 200;

    /// <summary>The expression, cut where it is long; null where a field has none.</summary>
    public static string? Of(MappingDocument mapping, int block, string field)
    {
        if (mapping.Blocks.ElementAtOrDefault(block)?.Entity is not { } entity)
        {
            return null;
        }

        var text = field switch
        {
            "identifier" => Text(entity.Identifier),
            "title" => entity.Title,
            "icon" => entity.Icon,
            "team" => Text(entity.Team),
            _ => field.Split('.', 2) switch
            {
                ["properties", var name] => Text(Named(entity.Properties, name)),
                ["relations", var name] => Text(Named(entity.Relations, name)),
                _ => null,
            },
        };
        return text is { Length: > Longest } ? $"{text[..Longest]}…" : text;
    }

    private static FieldTemplate? Named(IReadOnlyList<KeyValuePair<string, FieldTemplate>>? fields, string name) =>
        fields?.LastOrDefault(field => field.Key == name).Value;

    private static string? Text(FieldTemplate? field) => field is ExpressionField expression ? expression.Expression : null;
}
