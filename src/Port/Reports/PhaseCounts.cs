using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>What was counted in a phase.</summary>
/// <param name="Counts">Counts by what was counted.</param>
public sealed record PhaseCounts([property: JsonPropertyName("object_count_type")] IReadOnlyDictionary<string, ObjectCount> Counts);
