using System.Collections.Concurrent;
using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>
/// The shapes of one service. A shape is built when something refers to it: a call to one operation does not pay
/// for the thousands of shapes of the others.
/// </summary>
internal sealed class ShapeGraph(JsonElement definitions)
{
    private readonly ConcurrentDictionary<string, Shape> _shapes = new(StringComparer.Ordinal);

    /// <summary>
    /// Reads a reference: <c>"Name"</c> or <c>{"shape": "Name", …traits}</c>. A name that is a scalar type, in
    /// lower case, needs no definition.
    /// </summary>
    public ShapeRef Reference(JsonElement reference)
    {
        var name = reference.ValueKind == JsonValueKind.String ? reference.GetString()! : reference.GetProperty("shape").GetString()!;
        var shape = _shapes.GetOrAdd(name, Build);
        return new ShapeRef(shape, Traits.Read(reference, shape.Traits));
    }

    private Shape Build(string name)
    {
        if (!definitions.TryGetProperty(name, out var definition))
        {
            return new Shape(ParseType(name), name, Traits.None);
        }

        var shape = new Shape(ParseType(definition.GetProperty("type").GetString()!), name, Traits.Read(definition, Traits.None))
        {
            IsUnion = IsSet(definition, "union"),
            IsDocument = IsSet(definition, "document"),
        };
        shape.Define(
            definition.TryGetProperty("members", out var members) ? new(() => new MemberTable(BuildMembers(members))) : null,
            Part(definition, "member"),
            Part(definition, "key"),
            Part(definition, "value"));
        return shape;
    }

    private Member[] BuildMembers(JsonElement members) =>
        [.. members.EnumerateObject().Select((member, index) => new Member(index, member.Name, Reference(member.Value)))];

    private Lazy<ShapeRef>? Part(JsonElement definition, string name) =>
        definition.TryGetProperty(name, out var reference) ? new(() => Reference(reference)) : null;

    private static bool IsSet(JsonElement definition, string name) =>
        definition.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static ShapeType ParseType(string name) =>
        Enum.TryParse<ShapeType>(name, ignoreCase: true, out var type)
            ? type
            : throw new InvalidDataException($"The model has a shape of the unknown type '{name}'.");
}
