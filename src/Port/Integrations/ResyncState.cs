using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>State of a resync, as Port shows it.</summary>
public sealed record ResyncState
{
    /// <summary><c>running</c>, <c>completed</c>, <c>failed</c> or <c>aborted</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it began; only with <c>running</c>.</summary>
    public DateTimeOffset? LastResyncStart { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? LastResyncEnd { get; init; }

    /// <summary>When the next one is due; null when none is planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? NextResync { get; init; }

    /// <summary>Minutes between scheduled resyncs; null when there is no schedule.</summary>
    // Port's key is misspelt; this is the real one.
    [JsonPropertyName("intervalInMinuets")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? IntervalInMinutes { get; init; }
}
