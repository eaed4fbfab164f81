using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>An entity that must be at Port. A property or relation that is null must not be there.</summary>
internal sealed class ExpectedEntity(string blueprint, string identifier, string? title)
{
    public EntityKey Key => new(Blueprint, Identifier);

    public string Blueprint { get; } = blueprint;

    public string Identifier { get; } = identifier;

    public string? Title { get; } = title;

    public JsonObject Properties { get; } = [];

    public Dictionary<string, IReadOnlyList<string>> Relations { get; } = new(StringComparer.Ordinal);

    public ExpectedEntity With(string name, string? value) => Put(name, value);

    public ExpectedEntity With(string name, double? value) => Put(name, value);

    public ExpectedEntity With(string name, bool? value) => Put(name, value);

    public ExpectedEntity With(string name, JsonNode? value) => Put(name, value);

    public ExpectedEntity With(string name, IEnumerable<string> values) =>
        Put(name, new JsonArray([.. values.Select(value => (JsonNode?)value)]));

    public ExpectedEntity With(string name, IEnumerable<int> values) =>
        Put(name, new JsonArray([.. values.Select(value => (JsonNode?)value)]));

    public ExpectedEntity With(string name, JsonElement? value) =>
        Put(name, value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? JsonNode.Parse(given.GetRawText()) : null);

    public ExpectedEntity To(string relation, params IEnumerable<string?> targets)
    {
        Relations[relation] = [.. targets.Where(target => target is not null).Select(target => target!)];
        return this;
    }

    public bool IsSame(ExpectedEntity other) =>
        Key == other.Key
        && Title == other.Title
        && JsonNode.DeepEquals(Properties, other.Properties)
        && Relations.Count == other.Relations.Count
        && Relations.All(relation => other.Relations.TryGetValue(relation.Key, out var targets) && targets.SequenceEqual(relation.Value, StringComparer.Ordinal));

    private ExpectedEntity Put(string name, JsonNode? value)
    {
        if (value is not null)
        {
            Properties[name] = value;
        }

        return this;
    }
}
