using System.Text.Json;

namespace Pipeline.Simulator.Faults;

/// <summary>The entities that a request to Port names in its body.</summary>
internal static class EntityNames
{
    /// <summary>Identifiers in <c>entities</c>, as text or in objects; none where the body is something else.</summary>
    public static IReadOnlyCollection<string> Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("entities", out var entities) && entities.ValueKind == JsonValueKind.Array
                    ? [.. entities.EnumerateArray().Select(Name).OfType<string>()]
                    : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? Name(JsonElement entity) => entity.ValueKind switch
    {
        JsonValueKind.String => entity.GetString(),
        JsonValueKind.Object when entity.TryGetProperty("identifier", out var named) && named.ValueKind == JsonValueKind.String => named.GetString(),
        _ => null,
    };
}
