using System.Text.Json.Serialization;

namespace Pipeline.Port;

/// <summary>Body of the datasource route, the one whose keys have underscores.</summary>
internal sealed record OwnedRequest
{
    [JsonPropertyName("datasource_prefix")]
    public required string Prefix { get; init; }

    [JsonPropertyName("datasource_suffix")]
    public required string Suffix { get; init; }

    public required int Limit { get; init; }

    public string? Before { get; init; }

    public string? From { get; init; }
}
