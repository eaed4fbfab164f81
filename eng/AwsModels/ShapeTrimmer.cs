using System.Text.Json.Nodes;

namespace Pipeline.AwsModels;

/// <summary>Follows references from the kept operations and keeps, of each shape reached, what changes bytes on the wire.</summary>
internal sealed class ShapeTrimmer(string service, JsonObject shapes)
{
    private static readonly HashSet<string> Traits =
    [
        "location", "locationName", "queryName", "flattened", "timestampFormat", "xmlNamespace", "xmlAttribute",
        "hostLabel", "contextParam", "jsonvalue", "resultWrapper", "streaming", "eventstream",
    ];

    private static readonly HashSet<string> ShapeTraits = [.. Traits, "payload", "union", "document"];

    private readonly SortedDictionary<string, JsonObject> _reached = new(StringComparer.Ordinal);

    public JsonObject Reached() => new(_reached.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));

    /// <summary>A blob stream or an event stream is no JSON document; operations that carry one are left out.</summary>
    public bool Streams(JsonNode? reference)
    {
        if (reference?["shape"]?.GetValue<string>() is not { } name || shapes[name]!["members"] is not JsonObject members)
        {
            return false;
        }

        return members.Any(member => IsStream(member.Value!) || IsStream(shapes[member.Value!["shape"]!.GetValue<string>()]!));
    }

    public JsonNode Reference(JsonObject reference)
    {
        var name = Follow(reference["shape"]!.GetValue<string>());
        var traits = Pick(reference, Traits);
        if (traits.Count == 0)
        {
            return JsonValue.Create(name);
        }

        traits.Insert(0, "shape", JsonValue.Create(name));
        return traits;
    }

    private string Follow(string name)
    {
        var shape = shapes[name]!.AsObject();
        var type = shape["type"]!.GetValue<string>();
        var kept = Pick(shape, ShapeTraits);
        if (Decoding(name) is { } decoding)
        {
            kept["decode"] = decoding;
        }

        if (kept.Count == 0 && type is not ("structure" or "list" or "map"))
        {
            return type;
        }

        if (_reached.TryAdd(name, kept))
        {
            kept.Insert(0, "type", JsonValue.Create(type));
            AddParts(shape, kept);
        }

        return name;
    }

    private void AddParts(JsonObject shape, JsonObject kept)
    {
        if (shape["members"] is JsonObject members)
        {
            var trimmed = new JsonObject();
            kept["members"] = trimmed;
            foreach (var (name, member) in members)
            {
                trimmed[name] = Reference(member!.AsObject());
            }
        }

        foreach (var part in (string[])["member", "key", "value"])
        {
            if (shape[part] is JsonObject reference)
            {
                kept[part] = Reference(reference);
            }
        }
    }

    /// <summary>boto3 parses these strings in hand-written handlers that no model mentions (botocore/handlers.py).</summary>
    private string? Decoding(string shape) => (service, shape) switch
    {
        ("iam", "policyDocumentType") => "policy",
        ("cloudformation", "TemplateBody") => "template",
        ("s3", "BucketLocationConstraint") => "rootText",
        _ => null,
    };

    private static bool IsStream(JsonNode node) => node["streaming"] is not null || node["eventstream"] is not null;

    private static JsonObject Pick(JsonObject source, HashSet<string> names) =>
        new(source.Where(pair => names.Contains(pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
