using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Port.Blueprints;

/// <summary>A blueprint as it was put, and its schema ready for use. Never changes; an update makes another.</summary>
internal sealed class Blueprint
{
    public Blueprint(JsonObject document)
    {
        Document = document;
        Identifier = document["identifier"]!.GetValue<string>();
        Title = document["title"]!.GetValue<string>();
        // A copy of its own: elements of a document must outlive every entity checked against them.
        using var parsed = JsonDocument.Parse(document.ToJsonString());
        var root = parsed.RootElement.Clone();
        var schema = root.GetProperty("schema");
        Properties = schema.GetProperty("properties").EnumerateObject()
            .ToFrozenDictionary(property => property.Name, property => new PropertySchema(property.Value), StringComparer.Ordinal);
        PropertyOrder = [.. schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)];
        Required = schema.TryGetProperty("required", out var required)
            ? [.. required.EnumerateArray().Select(name => name.GetString()!)]
            : [];
        Relations = root.TryGetProperty("relations", out var relations) && relations.ValueKind == JsonValueKind.Object
            ? relations.EnumerateObject().Select(ReadRelation).ToFrozenDictionary(relation => relation.Name, StringComparer.Ordinal)
            : FrozenDictionary<string, RelationSchema>.Empty;
        Defaults = [.. Properties.Where(property => property.Value.Default is not null).Select(property => (property.Key, property.Value.Default!.Value))];
    }

    public string Identifier { get; }

    public string Title { get; }

    /// <summary>As Port's API shows it.</summary>
    public JsonObject Document { get; }

    public FrozenDictionary<string, PropertySchema> Properties { get; }

    public IReadOnlyList<string> PropertyOrder { get; }

    public IReadOnlyList<string> Required { get; }

    public IReadOnlyList<(string Property, JsonElement Value)> Defaults { get; }

    public FrozenDictionary<string, RelationSchema> Relations { get; }

    private static RelationSchema ReadRelation(JsonProperty relation) => new(
        relation.Name,
        relation.Value.TryGetProperty("title", out var title) ? title.GetString() ?? relation.Name : relation.Name,
        relation.Value.GetProperty("target").GetString()!,
        relation.Value.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True,
        relation.Value.TryGetProperty("many", out var many) && many.ValueKind == JsonValueKind.True);
}
