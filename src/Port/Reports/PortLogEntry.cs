using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>One entry of the log, as Port shows it on the integration's page.</summary>
/// <param name="Message">What happened, on one line.</param>
/// <param name="Level"><c>DEBUG</c>, <c>INFO</c>, <c>WARNING</c>, <c>ERROR</c> or <c>CRITICAL</c>.</param>
/// <param name="Timestamp">When, in UTC: <c>2026-01-31T10:20:30.123456Z</c>.</param>
/// <param name="Extra">What else is known, by name.</param>
public sealed record PortLogEntry(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("level")] string Level,
    [property: JsonPropertyName("timestamp")] string Timestamp,
    [property: JsonPropertyName("extra")] IReadOnlyDictionary<string, string> Extra);
