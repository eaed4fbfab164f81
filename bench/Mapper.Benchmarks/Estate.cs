using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.Mapper.Benchmarks;

/// <summary>A mapping and a thousand resources for it, in pages of one kind.</summary>
internal sealed record Estate(JsonElement Mapping, IReadOnlyList<ResourcesEnumerated> Pages)
{
    public const int Resources = 1000;

    /// <summary>The default mapping over resources that <see cref="ResourceGenerator"/> makes.</summary>
    public const string Generated = "defaults";

    /// <summary>A real mapping over resources as they were listed; there only where the shared test data is.</summary>
    public const string Recorded = "recorded";

    private const int PageSize = 100;
    private static readonly string? SharedFolder = FindShared();

    public static IEnumerable<string> Names => SharedFolder is null ? [Generated] : [Generated, Recorded];

    public static Estate Load(string name) => name == Recorded ? LoadRecorded() : Generate();

    private static Estate Generate()
    {
        using var stream = typeof(Estate).Assembly.GetManifestResourceStream("mapping.json")!;
        var mapping = JsonDocument.Parse(stream).RootElement;
        return new Estate(mapping, Paged(mapping, ResourceGenerator.Resources(Resources)));
    }

    private static Estate LoadRecorded()
    {
        var folder = Path.Combine(SharedFolder!, "compat");
        var mapping = JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "mapping.json")));

        // Of these kinds each resource makes exactly one entity: no items to parse, nothing filtered out.
        var resources = File.ReadLines(Path.Combine(folder, "raw-items.jsonl"))
            .Select(line => JsonElement.Parse(line))
            .Select(line => (Kind: line.GetProperty("kind").GetString()!, Raw: line.GetProperty("raw")))
            .Where(resource => resource.Kind is not ("AWS::EC2::Volume" or "AWS::Logs::LogGroup"))
            .ToList();
        return new Estate(mapping, Paged(mapping, Enumerable.Range(0, Resources).Select(i => resources[i % resources.Count])));
    }

    private static List<ResourcesEnumerated> Paged(JsonElement mapping, IEnumerable<(string Kind, JsonElement Raw)> resources)
    {
        List<string> kinds = [.. mapping.GetProperty("resources").EnumerateArray().Select(block => block.GetProperty("kind").GetString()!)];
        return
        [
            .. resources.GroupBy(resource => resource.Kind).SelectMany(kind => kind.Chunk(PageSize)).Select(chunk => new ResourcesEnumerated
            {
                RunId = Guid.Empty,
                MappingVersion = "v1",
                Scope = new Scope { AccountId = "100000000001", Region = "eu-west-1", Kind = chunk[0].Kind },
                Blocks = [kinds.IndexOf(chunk[0].Kind)],
                Attempt = 1,
                Page = 1,
                Ticket = 1,
                Resources = [.. chunk.Select((resource, i) => new EnumeratedResource { Identifier = $"r{i}", Raw = resource.Raw })],
            }),
        ];
    }

    private static string? FindShared()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINE_SHARED");
        for (var root = AppContext.BaseDirectory; folder is null && root is not null; root = Path.GetDirectoryName(root))
        {
            folder = File.Exists(Path.Combine(root, "Pipeline.sln")) ? Path.Combine(root, "..", "shared") : null;
        }

        return folder is not null && Directory.Exists(folder) ? folder : null;
    }
}
