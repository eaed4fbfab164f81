using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>The namespace that a request element declares.</summary>
internal sealed record XmlNamespace(string Uri, string? Prefix)
{
    public static XmlNamespace Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? new XmlNamespace(value.GetString()!, null)
            : new XmlNamespace(
                value.GetProperty("uri").GetString()!,
                value.TryGetProperty("prefix", out var prefix) ? prefix.GetString() : null);
}
