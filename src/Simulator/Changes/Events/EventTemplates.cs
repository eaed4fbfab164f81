using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Changes.Events;

/// <summary>
/// What AWS tells about changes, kind by kind, as data: the API calls as CloudTrail records them, and what services send to
/// EventBridge by themselves. Written from AWS's documentation, not from the product's own catalog.
/// </summary>
internal sealed class EventTemplates
{
    private readonly JsonObject kinds;

    public EventTemplates()
    {
        using var stream = typeof(EventTemplates).Assembly.GetManifestResourceStream("events.json")!;
        kinds = JsonNode.Parse(stream)!.AsObject();
    }

    /// <summary>The kinds of which AWS tells anything.</summary>
    public IEnumerable<string> Kinds => kinds.Select(kind => kind.Key);

    /// <summary>What is told about a change; null for nothing.</summary>
    public EventTemplate? Find(string kind, ResourceChangeKind what)
    {
        if (kinds[kind] is not JsonObject known)
        {
            return null;
        }

        var service = known["service"]!.GetValue<string>();
        if (known[NameOf(what)] is JsonObject template)
        {
            return new(service, template["call"]?.GetValue<string>(), template["event"]?.GetValue<string>(), template);
        }

        // Where a service has nothing of its own to say about tags, EventBridge itself tells of their change.
        return what == ResourceChangeKind.Tagged && known["arn"] is { } arn
            ? new("tag", null, "Tag Change on Resource", new JsonObject { ["resources"] = new JsonArray(arn.DeepClone()), ["detail"] = new JsonObject() })
            : null;
    }

    private static string NameOf(ResourceChangeKind what) => what.ToString().ToLowerInvariant();
}
