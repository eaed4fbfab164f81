using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pipeline.ServiceDefaults.Health;

/// <summary>The body of a health route: names of checks and nothing of what they found, as anybody may ask.</summary>
internal sealed record HealthReply(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("check")] string Check,
    [property: JsonPropertyName("core_version")] string CoreVersion,
    [property: JsonPropertyName("failing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Failing,
    [property: JsonPropertyName("degraded"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Degraded)
{
    public static HealthReply From(HealthReport report, string check, string version) => new(
        report.Status.ToString().ToLowerInvariant(), check, version,
        Names(report, HealthStatus.Unhealthy), Names(report, HealthStatus.Degraded));

    private static List<string>? Names(HealthReport report, HealthStatus status)
    {
        var names = report.Entries.Where(entry => entry.Value.Status == status)
            .Select(entry => entry.Key).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null : names;
    }
}
