using System.Globalization;
using System.Text.Json;
using Pipeline.Aws.Models;
using Pipeline.Aws.Text;

namespace Pipeline.Aws.Protocols;

/// <summary>One value of a call's parameters beside the shape it must have. Reading it checks it.</summary>
/// <param name="Value">What the caller gave.</param>
/// <param name="Use">What the model wants.</param>
/// <param name="Path">How the value is reached, for messages: <c>Filters[0].Name</c>.</param>
internal readonly record struct Parameter(JsonElement Value, ShapeRef Use, string Path)
{
    public ShapeType Type => Use.Type;

    /// <summary>The members that are set. A null is no value, as in every AWS SDK.</summary>
    public IEnumerable<MemberParameter> Members()
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (var property in Value.EnumerateObject())
        {
            if (!Use.Shape.TryFind(property.Name, out var member))
            {
                throw new ParameterException(
                    $"There is no parameter '{Join(property.Name)}'{Nearest.Hint(property.Name, Use.Shape.Members.Select(known => known.Name))}.");
            }

            if (property.Value.ValueKind != JsonValueKind.Null)
            {
                yield return new MemberParameter(member, new Parameter(property.Value, member.Use, Join(property.Name)));
            }
        }
    }

    public IEnumerable<Parameter> Items()
    {
        Expect(JsonValueKind.Array, "a list");
        var index = 0;
        foreach (var item in Value.EnumerateArray())
        {
            yield return new Parameter(item, Use.Shape.Item, $"{Path}[{index++}]");
        }
    }

    public IEnumerable<KeyValuePair<string, Parameter>> Entries()
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (var property in Value.EnumerateObject())
        {
            yield return KeyValuePair.Create(property.Name, new Parameter(property.Value, Use.Shape.Value, Join(property.Name)));
        }
    }

    public string Text()
    {
        Expect(JsonValueKind.String, "a string");
        return Value.GetString()!;
    }

    /// <summary>A scalar as text: for query strings, headers, paths, forms and XML.</summary>
    /// <param name="timestampFormat">The format where the model names none.</param>
    public string WireText(string timestampFormat) => Type switch
    {
        ShapeType.Timestamp => Timestamp().ToWireText(Use.Traits.TimestampFormat ?? timestampFormat),
        ShapeType.Boolean => Boolean() ? "true" : "false",
        ShapeType.String or ShapeType.Character or ShapeType.Blob => Text(),
        ShapeType.Float or ShapeType.Double when Value.ValueKind == JsonValueKind.Number => PythonText.Float(Value.GetDouble()),
        ShapeType.Structure or ShapeType.List or ShapeType.Map => throw Wrong("a single value"),
        _ => Value.ToString(),
    };

    public Timestamp Timestamp()
    {
        var timestamp = Value.ValueKind switch
        {
            JsonValueKind.Number => Pipeline.Aws.Text.Timestamp.FromEpoch(Value.GetDouble()),
            JsonValueKind.String => Pipeline.Aws.Text.Timestamp.Parse(Value.GetString()),
            _ => null,
        };
        return timestamp ?? throw Wrong("a time: ISO 8601 or seconds since 1970");
    }

    private bool Boolean() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Wrong("true or false");

    private void Expect(JsonValueKind kind, string what)
    {
        if (Value.ValueKind != kind)
        {
            throw Wrong(what);
        }
    }

    private ParameterException Wrong(string expected) =>
        new($"The parameter '{Path}' must be {expected}, not {Value.ValueKind.ToString().ToLower(CultureInfo.InvariantCulture)}.");

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
