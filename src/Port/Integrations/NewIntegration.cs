using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>An integration object to create. Installation identifier, type and version are the client's own.</summary>
public sealed record NewIntegration
{
    /// <summary>The mapping.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>Where Port sends changes to; absent for none.</summary>
    public JsonElement? ChangelogDestination { get; init; }

    /// <summary>Whether self-service actions are run by it.</summary>
    public bool ActionsProcessingEnabled { get; init; }

    /// <summary>Whether incremental syncs are on.</summary>
    public bool IncrementalSyncEnabled { get; init; }

    /// <summary><c>Empty</c>, <c>Default</c> or <c>Port</c>; with <c>Port</c>, Port makes blueprints and mapping itself.</summary>
    public string? CreatePortResourcesOrigin { get; init; }

    /// <summary>Set by the client.</summary>
    [JsonInclude]
    internal string? InstallationId { get; init; }

    /// <summary>Set by the client.</summary>
    [JsonInclude]
    internal string? InstallationAppType { get; init; }

    /// <summary>Set by the client.</summary>
    [JsonInclude]
    internal string? Version { get; init; }
}
