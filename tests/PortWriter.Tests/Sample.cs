using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.PortWriter.Tests;

/// <summary>Messages as the mapping would send them.</summary>
internal static class Sample
{
    public static readonly Guid RunId = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55");

    public static readonly Scope Scope = new() { AccountId = "100000000001", Region = "eu-west-1", Kind = "AWS::S3::Bucket" };

    public static MappedEntity Entity(string identifier, string blueprint = "service", string title = "title") => new()
    {
        Block = 0,
        Resource = identifier,
        Blueprint = blueprint,
        Identifier = identifier,
        Body = JsonElement.Parse($$"""{"identifier":"{{identifier}}","title":"{{title}}"}"""),
    };

    public static IEnumerable<MappedEntity> Entities(int first, int count, string blueprint = "service") =>
        Enumerable.Range(first, count).Select(number => Entity($"{blueprint}-{number}", blueprint));

    public static EntitiesMapped Message(params IEnumerable<MappedEntity> entities) => Page(1, entities);

    public static EntitiesMapped Page(int page, params IEnumerable<MappedEntity> entities) => new()
    {
        RunId = RunId,
        MappingVersion = "v1",
        Scope = Scope,
        Attempt = 1,
        Page = page,
        Part = 1,
        Parts = 1,
        Ticket = 1,
        Options = new WriteOptions(),
        Resources = [.. entities.Select(entity => entity.Resource).Distinct()],
        Entities = [.. entities],
    };
}
