using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Port;

namespace Pipeline.PortWriter.Planning;

/// <summary>Reads entities by name, and what their blueprints say.</summary>
internal sealed class HeldEntities(PortClient port)
{
    private const int IdentifiersInAQuery = 100;

    private readonly ConcurrentDictionary<string, Task<JsonElement?>> _blueprints = new(StringComparer.Ordinal);

    /// <summary>A blueprint; null when Port has none of that name.</summary>
    public Task<JsonElement?> BlueprintAsync(string blueprint) =>
        _blueprints.GetOrAdd(blueprint, name => port.FindBlueprintAsync(name, CancellationToken.None));

    /// <summary>Those of some entities that Port holds.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> FindAsync(
        string blueprint, IEnumerable<string> identifiers, CancellationToken cancellationToken)
    {
        var held = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var chunk in identifiers.Distinct(StringComparer.Ordinal).Chunk(IdentifiersInAQuery))
        {
            await foreach (var entity in port.SearchAsync(blueprint, Query(chunk), [], cancellationToken))
            {
                held[entity.GetProperty("identifier").GetString()!] = entity;
            }
        }

        return held;
    }

    /// <summary>A query for entities by name.</summary>
    public static JsonElement Query(IEnumerable<string> identifiers) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["combinator"] = "and",
        ["rules"] = new JsonArray(new JsonObject
        {
            ["property"] = "$identifier",
            ["operator"] = "in",
            ["value"] = new JsonArray([.. identifiers.Select(identifier => JsonValue.Create(identifier))]),
        }),
    });
}
