using System.Text.Json;
using FsCheck.Xunit;
using Pipeline.Contracts;
using Pipeline.Mapper.Budgets;

namespace Pipeline.Mapper.Tests;

public sealed class ResourceMapperTests
{
    [Fact]
    public void Map_SeveralBlocks_GivesEntitiesInTheMappingsOrder()
    {
        var mapping = Sample.Compile(
        [
            Sample.Block("""{"identifier": ".Id", "blueprint": "'one'"}"""),
            Sample.Block("""{"identifier": ".Id", "blueprint": "'two'"}""", query: ".Id == 'b'"),
        ]);

        var page = Sample.Map(mapping, """{"Id": "a"}""", """{"Id": "b"}""");

        Assert.Equal(["one a 0", "one b 0", "two b 1"], page.Entities.Select(entity => $"{entity.Blueprint} {entity.Identifier} {entity.Block}"));
    }

    [Fact]
    public void Map_PageThatNamesSomeBlocks_UsesThoseOnly()
    {
        var mapping = Sample.Compile(Enumerable.Range(0, 4).Select(i => Sample.Block($$"""{"identifier": ".Id", "blueprint": "'b{{i}}'"}""")));
        var page = Sample.Page(mapping, """{"Id": "a"}""") with { Blocks = [3, 1, 3] };

        var mapped = ResourceMapper.Map(mapping, page, TestContext.Current.CancellationToken);

        Assert.Equal(["b1", "b3"], mapped.Entities.Select(entity => entity.Blueprint));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Map_PageOfAnotherMapping_IsRefused(int block)
    {
        var mapping = Sample.Mapping();
        var page = Sample.Page(mapping) with { Blocks = [block] };

        var exception = Assert.Throws<ArgumentException>(() => ResourceMapper.Map(mapping, page, TestContext.Current.CancellationToken));

        Assert.Contains($"names block {block}, but mapping v1 has 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_EmptyPage_IsAnEmptyResult()
    {
        var page = Sample.Map(Sample.Mapping());

        Assert.Empty(page.Entities);
        Assert.Empty(page.Findings);
    }

    [Fact]
    public void Map_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(
            () => ResourceMapper.Map(Sample.Mapping(), Sample.Page(Sample.Mapping(), "{}"), new CancellationToken(canceled: true)));

    [Fact]
    public void Map_ManyThreadsWithOneMapping_GiveTheSame()
    {
        var mapping = Sample.Mapping(""" "title": "[.List[] | . * 2] | add | tostring", "properties": {"p": ". + {x: 1}", "q": ".no"} """);
        var page = Sample.Page(mapping, Enumerable.Range(0, 50).Select(i => $$"""{"Id": "i{{i}}", "List": [{{i}}, 1.0]}"""));
        var expected = Bytes(mapping, page);

        var results = new byte[8][];
        Parallel.For(0, results.Length, i => results[i] = Bytes(mapping, page));

        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Property]
    public void Map_SamePageTwice_GivesTheSameBytes((string Id, int? Number, bool On)[] resources)
    {
        const string Entity = """ "title": ".Number", "properties": {"twice": ".Number * 2", "text": ".Id | ascii_upcase", "failing": ".Number.x"} """;
        string[] raw = [.. resources.Select(resource => JsonSerializer.Serialize(new { resource.Id, resource.Number, resource.On }))];
        var (first, second) = (Sample.Mapping(Entity, query: ".On"), Sample.Mapping(Entity, query: ".On"));

        Assert.Equal(Bytes(first, Sample.Page(first, raw)), Bytes(second, Sample.Page(second, raw)));
    }

    [Property]
    public void Map_AnyPage_AccountsForEveryResource((string Id, int Choice)[] resources)
    {
        var mapping = Sample.Mapping(query: "if .Choice % 3 == 0 then 'no boolean' else .Choice % 2 == 0 end");
        string[] raw = [.. resources.Select(resource => JsonSerializer.Serialize(new { resource.Id, resource.Choice }))];

        var page = Sample.Map(mapping, raw);

        Assert.Equal(resources.Length, page.Entities.Count + page.Findings.Sum(finding => finding.Count));
    }

    private static byte[] Bytes(CompiledMapping mapping, ResourcesEnumerated page) => JsonSerializer.SerializeToUtf8Bytes(
        ResourceMapper.Parts(mapping, page, new ExpressionFuses(), TestContext.Current.CancellationToken).Select(part => part.Message));
}
