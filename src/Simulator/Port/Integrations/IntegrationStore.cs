using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Port.Integrations;

/// <summary>The integrations installed at Port, and what they report.</summary>
internal sealed class IntegrationStore(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, JsonObject> byIdentifier = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> resyncRequests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Identifier, string Kind), JsonNode> examples = new();
    private readonly Lock gate = new();

    public IEnumerable<JsonObject> All => byIdentifier.Values.Select(Copy);

    /// <summary>Address of the ingest routes, told in each integration.</summary>
    public Uri? IngestAddress { get; set; }

    public JsonObject? Find(string identifier) => byIdentifier.TryGetValue(identifier, out var found) ? Copy(found) : null;

    public JsonObject? Create(JsonObject body)
    {
        lock (gate)
        {
            var identifier = body["installationId"]!.GetValue<string>();
            var now = Stamp();
            var integration = new JsonObject
            {
                ["_id"] = "integration_" + identifier,
                ["identifier"] = identifier,
                ["installationId"] = identifier,
                ["installationType"] = "OnPrem",
                ["config"] = new JsonObject(),
                ["resyncState"] = new JsonObject(),
                ["arePortResourcesInitialized"] = false,
                ["createdAt"] = now,
            };
            Apply(integration, body);
            integration["logAttributes"] = new JsonObject { ["ingestId"] = identifier, ["ingestUrl"] = new Uri(IngestAddress!, "/ingest/logs/" + identifier).ToString() };
            integration["metricAttributes"] = new JsonObject { ["ingestId"] = identifier, ["ingestUrl"] = new Uri(IngestAddress!, "/ingest/metrics/" + identifier).ToString() };
            integration["ingestAttributes"] = new JsonObject { ["ingestUrl"] = new Uri(IngestAddress!, "/ingest/raw/" + identifier).ToString() };
            return byIdentifier.TryAdd(identifier, integration) ? Copy(integration) : null;
        }
    }

    /// <summary>Merges the members into the integration; null when there is none.</summary>
    public JsonObject? Change(string identifier, JsonObject change)
    {
        lock (gate)
        {
            if (!byIdentifier.TryGetValue(identifier, out var integration))
            {
                return null;
            }

            Apply(integration, change);
            return Copy(integration);
        }
    }

    public bool Remove(string identifier) => byIdentifier.TryRemove(identifier, out _);

    public JsonObject? ResyncRequest(string identifier) => resyncRequests.GetValueOrDefault(identifier);

    /// <summary>What a person does in Port's user interface to have everything read again.</summary>
    public void RequestResync(string identifier) => resyncRequests[identifier] = new JsonObject { ["updatedAt"] = Stamp(), ["requestedAt"] = Stamp() };

    public void KeepExamples(string identifier, string kind, JsonNode body) => examples[(identifier, kind)] = body;

    /// <summary>The mapping, or null when the integration has none.</summary>
    public JsonObject? MappingOf(string identifier) => Find(identifier)?["config"] as JsonObject is { Count: > 0 } config ? config : null;

    public string Stamp() => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private void Apply(JsonObject integration, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            integration[name] = value?.DeepClone();
        }

        integration["updatedAt"] = Stamp();
    }

    private JsonObject Copy(JsonObject integration)
    {
        lock (gate)
        {
            return (JsonObject)integration.DeepClone();
        }
    }
}
