using System.Text.Json;

namespace Pipeline.Simulator.Aws;

/// <summary>A request's JSON body. What is missing or of another type reads as null.</summary>
internal sealed class JsonRequest : IDisposable
{
    private readonly JsonDocument? document;

    private JsonRequest(JsonDocument? document) => this.document = document;

    public static JsonRequest Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new(body.IsEmpty ? null : JsonDocument.Parse(body));
        }
        catch (JsonException)
        {
            return new(null);
        }
    }

    public string? GetString(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A string as it is, anything else as JSON.</summary>
    public string? GetText(string name) => Find(name)?.ToString();

    public int? GetInt(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    public IReadOnlyList<string>? GetStrings(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray().Select(item => item.ToString())] : null;

    public void Dispose() => document?.Dispose();

    private JsonElement? Find(string name) =>
        document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) ? value : null;
}
