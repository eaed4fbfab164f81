using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulator.Kinds;

namespace Pipeline.Simulator.Demo;

/// <summary>
/// Blueprints for the kinds of a simulated organisation, and the mapping that fills them: a blueprint of its own for each
/// realistic kind, related to one another, and <c>cloudResource</c> for any other kind.
/// </summary>
public sealed class DemoCatalog
{
    /// <summary>The kind whose resources are the organisation's accounts.</summary>
    public const string AccountKind = "AWS::Organizations::Account";

    private const string Generic = "cloudResource";

    private DemoCatalog(JsonArray blueprints, JsonObject mapping)
    {
        Blueprints = blueprints;
        Mapping = mapping;
    }

    /// <summary>Kinds with a blueprint of their own, <see cref="AccountKind"/> aside.</summary>
    public static IReadOnlyList<string> RealisticKinds { get; } = new KindCatalog(new SimulatorOptions()).RealisticNames;

    /// <summary>The blueprints, in an order in which the targets of relations come first.</summary>
    public JsonArray Blueprints { get; }

    /// <summary>The mapping, as an integration's config at Port holds it.</summary>
    public JsonObject Mapping { get; }

    /// <summary>The kinds whose entities others relate to.</summary>
    internal IReadOnlySet<string> ReferredKinds
    {
        get
        {
            var targets = Blueprints.SelectMany(blueprint => blueprint!["relations"]!.AsObject())
                .Select(relation => relation.Value!["target"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
            return Mapping["resources"]!.AsArray().Where(block => targets.Contains(BlueprintOf(block!)))
                .Select(block => block!["kind"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>The catalog for the kinds that an organisation with these options has. Accounts are always among them.</summary>
    public static DemoCatalog For(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var kinds = new KindCatalog(options);
        var mapping = Load("mapping.json").AsObject();
        var known = mapping["resources"]!.AsArray().ToDictionary(block => block!["kind"]!.GetValue<string>(), block => block!, StringComparer.Ordinal);
        var blocks = kinds.Populated.Append(AccountKind).Distinct(StringComparer.Ordinal)
            .Select(kind => known.TryGetValue(kind, out var block) ? block.DeepClone() : GenericBlock(kinds.Find(kind)!))
            // The file's order, accounts first, so that placeholders are rare; then what is not in the file, by name.
            .OrderBy(block => known.Keys.ToList().IndexOf(block["kind"]!.GetValue<string>()) is var place and >= 0 ? place : int.MaxValue)
            .ThenBy(block => block["kind"]!.GetValue<string>(), StringComparer.Ordinal)
            .ToArray();
        var used = blocks.Select(BlueprintOf).ToHashSet(StringComparer.Ordinal);
        var blueprints = Load("blueprints.json").AsArray()
            .Where(blueprint => used.Contains(blueprint!["identifier"]!.GetValue<string>()))
            .Select(blueprint => blueprint!.DeepClone())
            .ToArray();
        foreach (var blueprint in blueprints)
        {
            RemoveRelationsToUnused(blueprint.AsObject(), blocks, used);
        }

        mapping["resources"] = new JsonArray(blocks);
        return new(new JsonArray(Sort(blueprints)), mapping);
    }

    private static void RemoveRelationsToUnused(JsonObject blueprint, JsonNode[] blocks, HashSet<string> used)
    {
        var relations = blueprint["relations"]!.AsObject();
        foreach (var name in relations.Where(relation => !used.Contains(relation.Value!["target"]!.GetValue<string>())).Select(relation => relation.Key).ToList())
        {
            relations.Remove(name);
            foreach (var block in blocks.Where(block => BlueprintOf(block) == blueprint["identifier"]!.GetValue<string>()))
            {
                block["port"]!["entity"]!["mappings"]!["relations"]!.AsObject().Remove(name);
            }
        }
    }

    /// <summary>Targets before those that relate to them. The demo's relations have no cycle.</summary>
    private static JsonNode[] Sort(JsonNode[] blueprints)
    {
        var sorted = new List<JsonNode>();
        var waiting = blueprints.ToList();
        while (waiting.Count > 0)
        {
            var placed = sorted.Select(blueprint => blueprint["identifier"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
            var next = waiting.First(blueprint => blueprint["relations"]!.AsObject().All(relation => placed.Contains(relation.Value!["target"]!.GetValue<string>())));
            waiting.Remove(next);
            sorted.Add(next);
        }

        return [.. sorted];
    }

    private static JsonObject GenericBlock(SimulatedKind kind)
    {
        // A global kind's region is whichever was asked first, and says nothing about the resource.
        var scope = kind.IsGlobal ? "[.__AccountId, .__Kind, .Identifier]" : "[.__AccountId, .__Region, .__Kind, .Identifier]";
        return new JsonObject
        {
            ["kind"] = kind.Name,
            ["selector"] = new JsonObject { ["query"] = "true" },
            ["port"] = new JsonObject
            {
                ["entity"] = new JsonObject
                {
                    ["mappings"] = new JsonObject
                    {
                        ["identifier"] = scope + """ | join("/") | gsub("[^A-Za-z0-9@_.+:/=-]"; "_")""",
                        ["title"] = ".Identifier",
                        ["blueprint"] = $"\"{Generic}\"",
                        ["properties"] = GenericProperties(kind),
                        ["relations"] = new JsonObject { ["account"] = ".__AccountId" },
                    },
                },
            },
        };
    }

    private static JsonObject GenericProperties(SimulatedKind kind)
    {
        var properties = new JsonObject
        {
            ["kind"] = ".__Kind",
            ["arn"] = ".Properties.Arn",
            ["name"] = ".Properties.Name",
            ["status"] = ".Properties.Status",
            ["createdAt"] = ".Properties.CreatedAt",
            ["capacity"] = ".Properties.Capacity",
            ["enabled"] = ".Properties.Enabled",
            ["configuration"] = ".Properties.Configuration",
            ["tags"] = ".Properties.Tags",
        };
        if (!kind.IsGlobal)
        {
            properties["region"] = ".__Region";
        }

        return properties;
    }

    private static string BlueprintOf(JsonNode block) =>
        block["port"]!["entity"]!["mappings"]!["blueprint"]!.GetValue<string>().Trim('"');

    private static JsonNode Load(string name)
    {
        using var stream = typeof(DemoCatalog).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream, documentOptions: new JsonDocumentOptions())!;
    }
}
