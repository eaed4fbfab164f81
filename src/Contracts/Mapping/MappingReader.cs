using System.Text.Json;

namespace Pipeline.Contracts.Mapping;

/// <summary>Reads a mapping from the JSON that Port keeps as an integration's config.</summary>
public static class MappingReader
{
    /// <summary>Reads a mapping. Keys it does not know are ignored, as Port's own integrations do.</summary>
    /// <exception cref="MappingException">The mapping is empty or a field is missing or of the wrong type; all faults are named.</exception>
    public static MappingDocument Read(JsonElement config)
    {
        var errors = new List<string>();
        var mapping = ReadRoot(MappingNode.Root(config, errors));
        return errors.Count == 0 ? mapping : throw new MappingException(errors);
    }

    private static MappingDocument ReadRoot(MappingNode root)
    {
        var blocks = root.RequiredObjects("resources").Select(ReadBlock).ToList();
        return new MappingDocument
        {
            Options = new WriteOptions
            {
                Merge = root.Flag("enableMergeEntity", true),
                CreateMissingRelatedEntities = root.Flag("createMissingRelatedEntities", true),
            },
            DeleteDependentEntities = root.Flag("deleteDependentEntities", true),
            EntityDeletionThreshold = root.Share("entityDeletionThreshold", 0.9),
            Blocks = blocks,
        };
    }

    private static MappingBlock ReadBlock(MappingNode block, int position)
    {
        var port = block.RequiredObject("port");
        return new MappingBlock
        {
            Position = position,
            Kind = block.RequiredText("kind"),
            Selector = ReadSelector(block.RequiredObject("selector")),
            Entity = ReadEntity(port.RequiredObject("entity").RequiredObject("mappings")),
            ItemsToParse = port.Text("itemsToParse") is { Length: > 0 } items ? items : null,
            ItemsToParseName = port.Text("itemsToParseName") ?? "item",
            ItemsToParseTopLevelTransform = port.Flag("itemsToParseTopLevelTransform", true),
        };
    }

    private static BlockSelector ReadSelector(MappingNode selector) => new()
    {
        Query = selector.RequiredText("query"),
        UseGetResourceApi = selector.Flag("useGetResourceAPI", false),
        ListGroupResources = selector.Flag("listGroupResources", false),
        RegionPolicy = selector.Object("regionPolicy") is { } policy
            ? new RegionPolicy(policy.Texts("allow"), policy.Texts("deny"))
            : RegionPolicy.AllowAll,
    };

    private static EntityTemplate ReadEntity(MappingNode mappings) => new()
    {
        Identifier = mappings.RequiredField("identifier"),
        Blueprint = mappings.RequiredText("blueprint"),
        Title = mappings.Text("title"),
        Icon = mappings.Text("icon"),
        Team = mappings.Field("team"),
        Properties = mappings.Object("properties")?.Fields(searchable: false),
        Relations = mappings.Object("relations")?.Fields(searchable: true),
    };
}
