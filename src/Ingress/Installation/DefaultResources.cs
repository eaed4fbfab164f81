using System.Text.Json;

namespace Pipeline.Ingress.Installation;

/// <summary>What a new installation starts with.</summary>
public sealed record DefaultResources
{
    private static readonly Lazy<DefaultResources> s_builtIn = new(() => new DefaultResources
    {
        Blueprints = [.. Read("blueprints.json").EnumerateArray()],
        Mapping = Read("mapping.json"),
    });

    /// <summary>The defaults of this program: those of Port's AWS integration.</summary>
    public static DefaultResources BuiltIn => s_builtIn.Value;

    /// <summary>A mapping without resources.</summary>
    public static JsonElement NoMapping { get; } = JsonElement.Parse("""{"resources":[]}""");

    /// <summary>Blueprints, in any order.</summary>
    public IReadOnlyList<JsonElement> Blueprints { get; init; } = [];

    /// <summary>Self-service actions.</summary>
    public IReadOnlyList<JsonElement> Actions { get; init; } = [];

    /// <summary>Scorecards with the blueprint of each.</summary>
    public IReadOnlyList<DefaultScorecard> Scorecards { get; init; } = [];

    /// <summary>Pages of Port's user interface.</summary>
    public IReadOnlyList<JsonElement> Pages { get; init; } = [];

    /// <summary>The mapping.</summary>
    public JsonElement Mapping { get; init; } = NoMapping;

    private static JsonElement Read(string name)
    {
        using var stream = typeof(DefaultResources).Assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
