using System.Text.Json;

namespace Pipeline.Simulator.Tests.Port;

internal sealed record PortAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Body { get; } = Parse(Text);

    public string? Error => Body.TryGetProperty("error", out var error) ? error.GetString() : null;

    public JsonElement Errors => Body.GetProperty("errors");

    public JsonElement Entity => Body.GetProperty("entity");

    public IReadOnlyList<string> Identifiers =>
        [.. Body.GetProperty("entities").EnumerateArray().Select(entity => entity.GetProperty("identifier").GetString()!)];

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
        return document.RootElement.Clone();
    }
}
