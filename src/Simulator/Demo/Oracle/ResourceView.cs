using System.Text.Json;

namespace Pipeline.Simulator.Demo.Oracle;

/// <summary>A resource as AWS shows it, with short ways to what is in it. What is missing or null reads as null.</summary>
internal sealed class ResourceView(string kind, string identifier, string account, string region, JsonElement properties)
{
    public string Kind { get; } = kind;

    public string Identifier { get; } = identifier;

    public string Account { get; } = account;

    public string Region { get; } = region;

    public string? this[params ReadOnlySpan<string> path] => Node(path)?.GetString();

    /// <summary>The tag Name, or the identifier of a resource without one.</summary>
    public string Name => Items("Tags")
        .FirstOrDefault(tag => tag.GetProperty("Key").GetString() == "Name") is { ValueKind: JsonValueKind.Object } tag
        ? tag.GetProperty("Value").GetString()!
        : Identifier;

    public double? Number(params ReadOnlySpan<string> path) => Node(path)?.GetDouble();

    public bool? Flag(params ReadOnlySpan<string> path) => Node(path)?.GetBoolean();

    public JsonElement? Node(params ReadOnlySpan<string> path)
    {
        var node = properties;
        foreach (var name in path)
        {
            if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(name, out node))
            {
                return null;
            }
        }

        return node.ValueKind == JsonValueKind.Null ? null : node;
    }

    public IEnumerable<JsonElement> Items(params ReadOnlySpan<string> path) => Node(path) is { } array ? array.EnumerateArray().ToArray() : [];

    public IEnumerable<string> Texts(params ReadOnlySpan<string> path) => Items(path).Select(item => item.GetString()!);

    public static string Console(string? arn) => "https://console.aws.amazon.com/go/view?arn=" + arn;
}
