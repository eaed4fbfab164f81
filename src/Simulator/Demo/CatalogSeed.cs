using System.Text.Json.Nodes;

namespace Pipeline.Simulator.Demo;

/// <summary>Puts the demo catalog at Port as a person would have: blueprints, and an integration with the mapping.</summary>
internal static class CatalogSeed
{
    private const string Author = "pipeline-simulator";

    public static void Plant(WorldParts parts)
    {
        foreach (var blueprint in parts.Catalog.Blueprints)
        {
            if (parts.Blueprints.Create(blueprint!.DeepClone().AsObject(), Author, out _) is { } error)
            {
                throw new InvalidOperationException($"The demo blueprint {blueprint["identifier"]} is not accepted: {error.Message}");
            }
        }

        parts.Integrations.Create(new JsonObject
        {
            ["installationId"] = parts.Options.IntegrationIdentifier,
            ["installationAppType"] = "aws",
            ["arePortResourcesInitialized"] = true,
            ["config"] = parts.Catalog.Mapping.DeepClone(),
        });
    }
}
