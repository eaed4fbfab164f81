using System.Text.Json;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>What a run would find, or first make, at Port; nothing is changed to find out.</summary>
public sealed class PlannedInstallation(
    PortClient port, InstallationOptions options, OriginChoice origins, ResourceFolder folder)
{
    /// <summary>Whether the integration is there.</summary>
    public bool Exists { get; private set; }

    /// <summary>The blueprints that would be made.</summary>
    public IReadOnlyList<string> NewBlueprints { get; private set; } = [];

    /// <summary>Reads the mapping that a run would use.</summary>
    /// <exception cref="InstallationException">Port itself would make the mapping, or the user's defaults cannot be used.</exception>
    /// <exception cref="PortException">Port did not answer or refused.</exception>
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        var integration = await port.FindIntegrationAsync(cancellationToken);
        Exists = integration is not null;
        var origin = await origins.ChooseAsync(integration, cancellationToken);
        var defaults = origin == PortResourcesOrigin.Empty ? new DefaultResources() : await folder.ReadAsync(cancellationToken);
        if (origin != PortResourcesOrigin.Port && options.CreateDefaults && integration?.ArePortResourcesInitialized != true)
        {
            var there = (await port.ListBlueprintsAsync(cancellationToken)).Select(Identifier).ToHashSet(StringComparer.Ordinal);
            NewBlueprints = [.. defaults.Blueprints.Select(Identifier).Where(identifier => !there.Contains(identifier))];
        }

        if (integration?.Config is { ValueKind: JsonValueKind.Object } config && config.EnumerateObject().Any())
        {
            return config;
        }

        return origin == PortResourcesOrigin.Port
            ? throw new InstallationException("Port itself makes the mapping when the integration is created: there is none to plan with. Give one with --mapping, or run 'pipeline sync' first")
            : defaults.Mapping;
    }

    private static string Identifier(JsonElement named) => named.GetProperty("identifier").GetString()!;
}
