using System.Text.Json.Nodes;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Program;

/// <summary>Changes to the mapping of a simulated organisation, as a person would make them.</summary>
internal static class Mappings
{
    /// <summary>The organisation's own mapping, with one of its blocks changed.</summary>
    public static JsonNode WithBlock(this SimulatedWorld world, string kind, Action<JsonNode> change)
    {
        var mapping = world.Catalog.Mapping.DeepClone();
        change(Block(mapping, kind));
        return mapping;
    }

    /// <summary>The same with one property of one kind's entities replaced by another expression.</summary>
    public static JsonNode WithProperty(this SimulatedWorld world, string kind, string property, string expression) =>
        world.WithBlock(kind, block => Fields(block)["properties"]![property] = expression);

    /// <summary>The mapping of a block's entity: identifier, blueprint, properties and so on.</summary>
    public static JsonObject Fields(JsonNode block) => block["port"]!["entity"]!["mappings"]!.AsObject();

    private static JsonNode Block(JsonNode mapping, string kind) =>
        mapping["resources"]!.AsArray().Single(block => block!["kind"]!.GetValue<string>() == kind)!;
}
