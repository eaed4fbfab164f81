using System.Text.Json;

namespace Pipeline.Port;

/// <summary>The integration object as Port holds it.</summary>
public sealed record PortIntegration
{
    /// <summary>Installation identifier.</summary>
    public string? InstallationId { get; init; }

    /// <summary>Integration type.</summary>
    public string? InstallationAppType { get; init; }

    /// <summary><c>OnPrem</c>, or a word that starts with <c>Saas</c>.</summary>
    public string? InstallationType { get; init; }

    /// <summary>Version that wrote it last.</summary>
    public string? Version { get; init; }

    /// <summary>The mapping, as raw JSON; null, or of kind Null, when there is none yet.</summary>
    public JsonElement? Config { get; init; }

    /// <summary>Where Port sends changes to.</summary>
    public JsonElement? ChangelogDestination { get; init; }

    /// <summary>Whether self-service actions are run by it.</summary>
    public bool? ActionsProcessingEnabled { get; init; }

    /// <summary>Whether incremental syncs are on.</summary>
    public bool? IncrementalSyncEnabled { get; init; }

    /// <summary><c>dsp</c> or <c>ocean-core</c>.</summary>
    public string? ProcessingMode { get; init; }

    /// <summary>Who makes default blueprints: <c>Empty</c>, <c>Default</c> or <c>Port</c>.</summary>
    public string? CreatePortResourcesOrigin { get; init; }

    /// <summary>True once default blueprints were made.</summary>
    public bool? ArePortResourcesInitialized { get; init; }

    /// <summary>State of the latest resync.</summary>
    public JsonElement? ResyncState { get; init; }

    /// <summary>Where logs go.</summary>
    public PortIngest? LogAttributes { get; init; }

    /// <summary>Where metrics of resyncs go.</summary>
    public PortIngest? MetricAttributes { get; init; }

    /// <summary>When Port changed the object last; the text as Port writes it.</summary>
    public string? UpdatedAt { get; init; }
}
