using System.Text.Json;

namespace Pipeline.Port;

/// <summary>What to change of the integration object; what is null stays.</summary>
public sealed record IntegrationUpdate
{
    /// <summary>Integration type.</summary>
    public string? InstallationAppType { get; init; }

    /// <summary>Version that writes.</summary>
    public string? Version { get; init; }

    /// <summary>Where Port sends changes to.</summary>
    public JsonElement? ChangelogDestination { get; init; }

    /// <summary>Whether self-service actions are run by it.</summary>
    public bool? ActionsProcessingEnabled { get; init; }

    /// <summary>Whether incremental syncs are on.</summary>
    public bool? IncrementalSyncEnabled { get; init; }

    /// <summary><c>dsp</c> or <c>ocean-core</c>.</summary>
    public string? ProcessingMode { get; init; }

    /// <summary>True once default blueprints were made.</summary>
    public bool? ArePortResourcesInitialized { get; init; }
}
