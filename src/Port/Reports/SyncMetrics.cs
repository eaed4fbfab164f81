using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>How one kind of a resync stands. Who the integration is is filled in by the client.</summary>
public sealed record SyncMetrics
{
    /// <summary>The resync.</summary>
    public required string EventId { get; init; }

    /// <summary>The mapping's block, as <c>kind-index</c>; or <c>__runtime__</c> or <c>__reconciliation__</c>.</summary>
    public required string KindIdentifier { get; init; }

    /// <summary>The kind alone.</summary>
    public required string Kind { get; init; }

    /// <summary>Place of the block in the mapping's <c>resources</c>.</summary>
    public required int KindIndex { get; init; }

    /// <summary><c>pending</c>, <c>syncing</c>, <c>completed</c>, <c>failed</c> or <c>aborted</c>.</summary>
    public required string SyncState { get; init; }

    /// <summary>The blueprint that the block writes to, where the mapping names it.</summary>
    public string? Blueprint { get; init; }

    /// <summary>The numbers.</summary>
    public required SyncNumbers Metrics { get; init; }

    /// <summary>Who runs the integration.</summary>
    public string InstallationType { get; } = "OnPrem";

    /// <summary>Port's word for one process that does everything.</summary>
    public string ExecutionMode { get; } = "single_process";

    /// <summary>Set by the client.</summary>
    [JsonInclude]
    internal string? IntegrationType { get; init; }

    /// <summary>Set by the client.</summary>
    [JsonInclude]
    internal string? IntegrationIdentifier { get; init; }

    /// <summary>Set by the client.</summary>
    [JsonInclude]
    internal string? IntegrationVersion { get; init; }

    /// <summary>Set by the client: there is no framework with a version of its own.</summary>
    [JsonInclude]
    internal string? OceanVersion { get; init; }
}
