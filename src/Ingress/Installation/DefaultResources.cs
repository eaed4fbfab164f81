using System.Text.Json;

namespace Pipeline.Ingress.Installation;

/// <summary>The blueprints and the mapping that a new installation starts with.</summary>
internal static class DefaultResources
{
    public static IReadOnlyList<JsonElement> Blueprints() => [.. Read("blueprints.json").EnumerateArray()];

    public static JsonElement Mapping() => Read("mapping.json");

    private static JsonElement Read(string name)
    {
        using var stream = typeof(DefaultResources).Assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
