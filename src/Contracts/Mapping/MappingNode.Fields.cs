using System.Text.Json;

namespace Pipeline.Contracts.Mapping;

/// <content>Reads mapped fields: an expression each, or a search.</content>
internal sealed partial class MappingNode
{
    public FieldTemplate RequiredField(string name)
    {
        if (TryGet(name, out _))
        {
            return Field(name) ?? new ExpressionField("null");
        }

        Missing(name, "a string or a search object");
        return new ExpressionField("null");
    }

    public FieldTemplate? Field(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return Child(name, value).Search();
        }

        if (Scalar(value) is { } expression)
        {
            return new ExpressionField(expression);
        }

        Wrong(name, "a string or a search object", value);
        return null;
    }

    public IReadOnlyList<KeyValuePair<string, FieldTemplate>> Fields(bool searchable)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var fields = new List<KeyValuePair<string, FieldTemplate>>();

        // Of a name given twice the last counts, as everywhere in JSON.
        foreach (var name in element.EnumerateObject().Select(property => property.Name).Distinct(StringComparer.Ordinal))
        {
            var field = searchable ? Field(name) : Text(name) is { } text ? new ExpressionField(text) : null;
            if (field is not null)
            {
                fields.Add(new(name, field));
            }
        }

        return fields;
    }

    private SearchField Search() => new(RequiredText("combinator"), [.. RequiredObjects("rules").Select(rule => rule.Rule())]);

    private SearchRule Rule() => TryGet("rules", out _)
        ? new NestedSearch(Search())
        : new SearchCondition(RequiredText("property"), RequiredText("operator"), RequiredText("value"));
}
