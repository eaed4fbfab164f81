using System.Text.Json;

namespace Pipeline.Port.Tests;

/// <summary>A request as it reached the wire.</summary>
public sealed record StubRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body, DateTimeOffset At)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public bool IsToken => Path == "/v1/auth/access_token";

    public bool IsBulkUpsert => Path.EndsWith("/entities/bulk", StringComparison.Ordinal);

    /// <summary>The entities of a bulk upsert.</summary>
    public IReadOnlyList<JsonElement> Entities => [.. Json.GetProperty("entities").EnumerateArray()];

    public override string ToString() => $"{Method} {Path}{Query}";
}
