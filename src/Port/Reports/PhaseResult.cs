using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>How long a kind took, and whether it succeeded.</summary>
/// <param name="Seconds">Seconds from its begin to its end, or to now.</param>
/// <param name="Success">1 when it has ended without a fault, else 0.</param>
public sealed record PhaseResult(
    [property: JsonPropertyName("duration_seconds")] double Seconds, [property: JsonPropertyName("success")] int Success);
