using System.Text;
using System.Text.Json;
using Pipeline.Mapper.Benchmarks;

namespace Pipeline.Jq.Benchmarks;

/// <summary>The default mapping's expressions, and resources of its kinds.</summary>
internal sealed class DefaultMapping
{
    private DefaultMapping(IReadOnlyDictionary<string, JqProgram[]> expressions, IReadOnlyList<(JqProgram[] Expressions, byte[] Json)> resources) =>
        (Expressions, Resources) = (expressions, resources);

    /// <summary>The expressions of each kind's block: selector, identifier, title, blueprint, properties and relations.</summary>
    public IReadOnlyDictionary<string, JqProgram[]> Expressions { get; }

    /// <summary>Resources as UTF-8, each with the expressions for it.</summary>
    public IReadOnlyList<(JqProgram[] Expressions, byte[] Json)> Resources { get; }

    public static DefaultMapping Load(int resources)
    {
        using var stream = typeof(DefaultMapping).Assembly.GetManifestResourceStream("mapping.json")!;
        using var mapping = JsonDocument.Parse(stream);
        var expressions = mapping.RootElement.GetProperty("resources").EnumerateArray().ToDictionary(
            static block => block.GetProperty("kind").GetString()!,
            static block => Texts(block).Select(static text => JqProgram.Compile(text)).ToArray());
        return new DefaultMapping(
            expressions,
            [.. ResourceGenerator.Resources(resources).Select(resource => (expressions[resource.Kind], Encoding.UTF8.GetBytes(resource.Raw.GetRawText())))]);
    }

    private static IEnumerable<string> Texts(JsonElement block)
    {
        yield return block.GetProperty("selector").GetProperty("query").GetString()!;
        foreach (var text in Leaves(block.GetProperty("port").GetProperty("entity").GetProperty("mappings")))
        {
            yield return text;
        }
    }

    private static IEnumerable<string> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => Leaves(property.Value)),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
