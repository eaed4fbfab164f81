using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Port.Blueprints;

/// <summary>The blueprints of the organisation.</summary>
internal sealed class BlueprintStore(TimeProvider clock)
{
    private readonly Lock gate = new();
    private volatile Dictionary<string, Blueprint> byIdentifier = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Blueprint> All => byIdentifier.Values;

    public Blueprint? Find(string identifier) => byIdentifier.GetValueOrDefault(identifier);

    public PortError? Create(JsonObject document, string by, out Blueprint? created)
    {
        lock (gate)
        {
            created = null;
            if (BlueprintCheck.FindFault(document) is { } fault)
            {
                return PortError.Invalid(fault);
            }

            var identifier = document["identifier"]!.GetValue<string>();
            if (byIdentifier.ContainsKey(identifier))
            {
                return new(409, "identifier_taken", $"A Blueprint with the identifier \"{identifier}\" already exists");
            }

            return Store(document, Stamp(), by, null, out created);
        }
    }

    /// <summary>Changes a blueprint: <paramref name="merge"/> keeps what the change does not name.</summary>
    public PortError? Change(string identifier, JsonObject change, bool merge, string by, out Blueprint? changed)
    {
        lock (gate)
        {
            changed = null;
            if (!byIdentifier.TryGetValue(identifier, out var existing))
            {
                return PortError.NotFound("Blueprint", identifier);
            }

            var document = merge ? (JsonObject)existing.Document.DeepClone() : new JsonObject { ["identifier"] = identifier };
            foreach (var (name, value) in change)
            {
                document[name] = value?.DeepClone();
            }

            if (BlueprintCheck.FindFault(document) is { } fault)
            {
                return PortError.Invalid(fault);
            }

            return document["identifier"]!.GetValue<string>() != identifier
                ? PortError.Invalid("The simulator does not rename blueprints.")
                : Store(document, existing.Document["createdAt"]!.GetValue<string>(), by, existing, out changed);
        }
    }

    public bool Remove(string identifier)
    {
        lock (gate)
        {
            var next = new Dictionary<string, Blueprint>(byIdentifier, StringComparer.Ordinal);
            var removed = next.Remove(identifier);
            byIdentifier = next;
            return removed;
        }
    }

    private PortError? Store(JsonObject document, string createdAt, string by, Blueprint? existing, out Blueprint? stored)
    {
        stored = null;
        foreach (var (name, relation) in document["relations"] as JsonObject ?? [])
        {
            var target = relation!["target"]!.GetValue<string>();
            if (!byIdentifier.ContainsKey(target) && target != document["identifier"]!.GetValue<string>() && target[0] != '_')
            {
                return new(404, "not_found", $"Blueprint with identifier \"{target}\", the target of relation \"{name}\", was not found");
            }

            relation["required"] ??= false;
            relation["many"] ??= false;
        }

        document["createdAt"] = createdAt;
        document["createdBy"] = existing?.Document["createdBy"]!.GetValue<string>() ?? by;
        document["updatedAt"] = Stamp();
        document["updatedBy"] = by;
        try
        {
            stored = new Blueprint(document);
        }
        catch (ArgumentException exception)
        {
            return PortError.Invalid($"body/schema/properties has a pattern that is not a regular expression: {exception.Message}");
        }

        byIdentifier = new Dictionary<string, Blueprint>(byIdentifier, StringComparer.Ordinal) { [stored.Identifier] = stored };
        return null;
    }

    private string Stamp() => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
