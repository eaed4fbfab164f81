using System.Text.Json;

namespace Pipeline.Simulator.Tests.Aws;

internal sealed record AwsAnswer(int Status, string Text)
{
    public JsonElement Body { get; } = Parse(Text);

    /// <summary>AWS's error code; null when the call succeeded.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("__type", out var type) ? type.GetString() : null;

    public string? NextToken => Body.TryGetProperty(nameof(NextToken), out var token) ? token.GetString() : null;

    public IReadOnlyList<string> Identifiers =>
        [.. Body.GetProperty("ResourceDescriptions").EnumerateArray().Select(resource => resource.GetProperty("Identifier").GetString()!)];

    private static JsonElement Parse(string text)
    {
        if (text.Length == 0 || text[0] != '{')
        {
            return default;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
