using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Port.Integrations;

/// <summary>Actions, scorecards and pages: kept as they came, each once.</summary>
internal sealed class PortResourceStore
{
    private readonly ConcurrentDictionary<string, JsonObject> byPlace = new(StringComparer.Ordinal);

    /// <summary>False when there is one of that place already.</summary>
    public bool TryAdd(string collection, string identifier, JsonObject body) => byPlace.TryAdd($"{collection}/{identifier}", body);

    public IReadOnlyList<JsonObject> Of(string collection) =>
        [.. byPlace.Where(entry => entry.Key.StartsWith(collection + "/", StringComparison.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)];
}
