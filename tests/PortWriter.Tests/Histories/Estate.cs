using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>
/// The truth: a few resources of two kinds. Each makes an entity of its own, whose identifier changes now and then, and
/// some make one that others make too.
/// </summary>
internal sealed class Estate(Dice dice)
{
    private const int PerScope = 5;

    public static readonly Scope[] Scopes =
    [
        new() { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::S3::Bucket" },
        new() { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::SQS::Queue" },
    ];

    private readonly Dictionary<ResourceKey, State> _present = [];
    private int _versions;

    /// <summary>Changes one resource: it appears, changes, or goes.</summary>
    public ResourceKey Change()
    {
        var resource = ResourceKey.Of(Scopes[dice.Roll(Scopes.Length)], $"r{dice.Roll(PerScope)}");
        if (_present.ContainsKey(resource) && dice.Hits(40))
        {
            _present.Remove(resource);
        }
        else
        {
            // Some changes lead back to an earlier state.
            var version = dice.Hits(30) ? dice.Roll(3) : ++_versions + 10;
            _present[resource] = new State(version, dice.Roll(3), dice.Hits(40) ? dice.Roll(2) : null);
        }

        return resource;
    }

    /// <summary>A page of a scope's listing: the names it covers, and those of them that exist.</summary>
    public static IEnumerable<string[]> Pages() => Enumerable.Range(0, PerScope).Select(number => $"r{number}").Chunk(2);

    public bool Exists(ResourceKey resource) => _present.ContainsKey(resource);

    /// <summary>What the mapping makes of a resource as it is now.</summary>
    public IReadOnlyList<MappedEntity> Map(ResourceKey resource, string mapping)
    {
        if (!_present.TryGetValue(resource, out var state))
        {
            return [];
        }

        var block = Block(resource);
        List<MappedEntity> entities = [Entity(resource, $"{block}-{resource.Identifier}-{state.Name}", block, state, mapping)];
        if (state.Shared is { } shared)
        {
            entities.Add(Entity(resource, $"shared-{shared}", block, state, mapping));
        }

        return entities;
    }

    /// <summary>What may be at Port: the titles by identifier, of which one has to be there. For shared entities of one block any contributor may win.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Expected(string mapping) => _present.Keys
        .SelectMany(resource => Map(resource, mapping))
        .GroupBy(entity => entity.Identifier, StringComparer.Ordinal)
        .ToDictionary(
            entity => entity.Key,
            entity => (IReadOnlyList<string>)[.. entity.GroupBy(made => made.Block).MaxBy(block => block.Key)!.Select(Title)],
            StringComparer.Ordinal);

    private static int Block(ResourceKey resource) => Array.FindIndex(Scopes, scope => scope.Kind == resource.Kind);

    private static string Title(MappedEntity entity) => entity.Body.GetProperty("title").GetString()!;

    private static MappedEntity Entity(ResourceKey resource, string identifier, int block, State state, string mapping) => new()
    {
        Block = block,
        Resource = resource.Identifier,
        Blueprint = "service",
        Identifier = identifier,
        Body = JsonElement.Parse($$"""{"identifier":"{{identifier}}","title":"{{block}} {{resource.Identifier}} v{{state.Version}} by {{mapping}}"}"""),
    };

    private sealed record State(int Version, int Name, int? Shared);
}
