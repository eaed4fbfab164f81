using System.Text.Json;

namespace Pipeline.Contracts.Mapping;

/// <summary>A place in a mapping: reads its children and notes what is wrong with them, by path.</summary>
internal sealed class MappingNode(JsonElement element, string path, List<string> errors)
{
    public IReadOnlyList<string> Errors => errors;

    public MappingNode RequiredObject(string name) => Object(name) ?? Missing(name, "an object");

    public MappingNode? Object(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object ? Child(name, value) : Wrong(name, "an object", value);
    }

    public IReadOnlyList<MappingNode> RequiredList(string name)
    {
        if (!TryGet(name, out var value))
        {
            Missing(name, "an array of blocks");
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, "an array of blocks", value);
            return [];
        }

        return [.. value.EnumerateArray().Select((item, index) => Child($"{name}[{index}]", item))];
    }

    public string RequiredText(string name)
    {
        if (TryGet(name, out _))
        {
            return Text(name) ?? string.Empty;
        }

        Missing(name, "a string");
        return string.Empty;
    }

    public string? Text(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (Scalar(value) is { } text)
        {
            return text;
        }

        Wrong(name, "a string", value);
        return null;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (!TryGet(name, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        Wrong(name, "an array of strings", value);
        return [];
    }

    public bool Flag(string name, bool otherwise)
    {
        if (!TryGet(name, out var value))
        {
            return otherwise;
        }

        // The default mapping that users copied for years has useGetResourceAPI: 'true'.
        if (bool.TryParse(Scalar(value), out var flag))
        {
            return flag;
        }

        Wrong(name, "true or false", value);
        return otherwise;
    }

    public double Share(string name, double otherwise)
    {
        if (!TryGet(name, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && share is >= 0 and <= 1)
        {
            return share;
        }

        Wrong(name, "a number from 0 to 1", value);
        return otherwise;
    }

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

        return value.ValueKind == JsonValueKind.Object
            ? Child(name, value).Search()
            : Text(name) is { } expression ? new ExpressionField(expression) : null;
    }

    public IReadOnlyList<KeyValuePair<string, FieldTemplate>> Fields(bool searchable)
    {
        var fields = new List<KeyValuePair<string, FieldTemplate>>();
        foreach (var property in element.EnumerateObject())
        {
            var field = searchable ? Field(property.Name) : Text(property.Name) is { } text ? new ExpressionField(text) : null;
            if (field is not null)
            {
                fields.Add(new(property.Name, field));
            }
        }

        return fields;
    }

    private SearchField Search() => new(RequiredText("combinator"), [.. RequiredList("rules").Select(rule => rule.Rule())]);

    private SearchRule Rule() => TryGet("rules", out _)
        ? new NestedSearch(Search())
        : new SearchCondition(RequiredText("property"), RequiredText("operator"), RequiredText("value"));

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private MappingNode Child(string name, JsonElement value) => new(value, PathTo(name), errors);

    private MappingNode Missing(string name, string wanted)
    {
        errors.Add($"{PathTo(name)} is missing: give {wanted}");
        return Child(name, default);
    }

    private MappingNode Wrong(string name, string wanted, JsonElement value)
    {
        errors.Add($"{PathTo(name)} is {Describe(value.ValueKind)}: give {wanted}");
        return Child(name, default);
    }

    private string PathTo(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
