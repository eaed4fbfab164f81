using System.Text.Json;

namespace Pipeline.Enumerator.Listing;

/// <summary>A page as AWS answered it.</summary>
/// <param name="Ticket">Taken before the page was asked for.</param>
/// <param name="Body">The answer.</param>
internal readonly record struct AwsPage(long Ticket, JsonElement Body)
{
    /// <summary>The token it was asked for with; null for the first page.</summary>
    public string? Token { get; init; }

    /// <summary>The token of the next page; null when this is the last one.</summary>
    public string? Next { get; init; }

    /// <summary>The elements of one of the answer's lists; none when the answer lacks it.</summary>
    public IEnumerable<JsonElement> Items(string name) =>
        Body.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];
}
