using System.Text.Json;
using FsCheck.Xunit;
using MassTransit.Serialization;
using Pipeline.Contracts;
using Pipeline.Mapper.Pages;

namespace Pipeline.Mapper.Tests;

public sealed class PagePartsTests
{
    private static readonly JsonSerializerOptions Wire = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = false };

    [Fact]
    public void Cut_NothingMapped_IsOneEmptyPart()
    {
        var part = Assert.Single(Cut([]));

        Assert.Equal((1, 1), (part.Part, part.Parts));
        Assert.Empty(part.Entities);
    }

    [Fact]
    public void Cut_Part_RepeatsWhatThePageIs()
    {
        var mapping = Sample.Mapping();
        var page = Sample.Page(mapping) with { Attempt = 2, Page = 7, Ticket = 99 };
        var options = new WriteOptions { Merge = false };

        var parts = Cut([Entity("a", 150_000), Entity("b", 150_000)], page: page, options: options);

        Assert.Equal(2, parts.Count);
        Assert.All(parts, part => Assert.Equal(
            (page.RunId, "v1", page.Scope, 2, 7, 99L, options, page.BatchId()),
            (part.RunId, part.MappingVersion, part.Scope, part.Attempt, part.Page, part.Ticket, part.Options, part.BatchId())));
    }

    [Fact]
    public void Cut_FindingsAndFaults_TravelWithTheFirstPart()
    {
        var parts = Cut([Entity("a", 150_000), Entity("b", 150_000)], [Finding("d")], ["r9"]);

        Assert.Equal([1, 0], parts.Select(part => part.Findings.Count));
        Assert.Equal([1, 0], parts.Select(part => part.Faulted.Count));
    }

    [Fact]
    public void Cut_EntityLargerThanAPart_TravelsAlone()
    {
        var parts = Cut([Entity("a", 10), Entity("b", 2_000_000), Entity("c", 10)]);

        Assert.Equal(["a", "b", "c"], parts.Select(part => Assert.Single(part.Entities).Identifier));
    }

    [Fact]
    public void Cut_LargeEntityFirst_StartsNoEmptyPart()
    {
        var parts = Cut([Entity("a", 2_000_000)]);

        Assert.Equal("a", Assert.Single(Assert.Single(parts).Entities).Identifier);
    }

    [Property]
    public void Cut_AnyEntities_LosesNothingAndRespectsTheLimit((string Id, ushort Size)[] entities, string? detail, bool finds)
    {
        List<MappedEntity> mapped = [.. entities.Select(entity => Entity(entity.Id ?? "", entity.Size * 4))];

        var parts = Cut(mapped, finds ? [Finding(detail ?? "")] : []);

        Assert.Equal(mapped, parts.SelectMany(part => part.Entities));
        Assert.Equal(Enumerable.Range(1, parts.Count), parts.Select(part => part.Part));
        Assert.All(parts, part => Assert.Equal(parts.Count, part.Parts));
        Assert.Equal(finds ? 1 : 0, parts.Sum(part => part.Findings.Count));
        Assert.All(parts, part => Assert.True(
            JsonSerializer.SerializeToUtf8Bytes(part, Wire).Length <= PageParts.MaxBytes || part is { Entities.Count: 1, Findings.Count: 0 }));
    }

    [Property]
    public void Cut_AnyEntities_WastesNoPart(ushort[] sizes)
    {
        var parts = Cut([.. sizes.Select(size => Entity("x", size * 2))]);

        var bytes = parts.Select(part => JsonSerializer.SerializeToUtf8Bytes(part, Wire).Length).ToList();
        Assert.All(bytes.Zip(bytes.Skip(1)), pair => Assert.True(pair.First + pair.Second > PageParts.MaxBytes));
    }

    [Fact]
    public void Cut_FewEntities_AreNotMadeTwice()
    {
        var sut = new PageParts(Sample.Page(Sample.Mapping()), new());
        sut.Add(Entity("a", 10));

        var parts = sut.Cut([], [], () => throw new InvalidOperationException("made again")).ToList();

        Assert.Equal("a", Assert.Single(Assert.Single(parts).Message.Entities).Identifier);
    }

    [Fact]
    public void Cut_MoreThanIsKept_AreMadeAgainPartByPart()
    {
        const int Count = 100;
        var made = 0;
        IEnumerable<MappedEntity> Make()
        {
            for (var index = 0; index < Count; index++)
            {
                made++;
                yield return Entity($"e{index}", 100_000);
            }
        }

        var sut = new PageParts(Sample.Page(Sample.Mapping()), new());
        foreach (var entity in Make())
        {
            sut.Add(entity);
        }

        made = 0;
        var seen = new List<string>();
        foreach (var part in sut.Cut([], [], Make))
        {
            seen.AddRange(part.Message.Entities.Select(entity => entity.Identifier));
            Assert.InRange(made, seen.Count, seen.Count + 1);
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(index => $"e{index}"), seen);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(110)]
    public void Cut_ClockMakesAnotherNumberTheSecondTime_SendsWhatComes(int second)
    {
        var sut = new PageParts(Sample.Page(Sample.Mapping()), new());
        foreach (var index in Enumerable.Range(0, 100))
        {
            sut.Add(Entity($"e{index}", 100_000));
        }

        var parts = sut.Cut([], [], () => Enumerable.Range(0, second).Select(index => Entity($"e{index}", 100_000))).ToList();

        Assert.Equal(second, parts.Sum(part => part.Message.Entities.Count));
        Assert.All(parts, part => Assert.Equal(parts.Count, part.Message.Parts));
    }

    private static List<EntitiesMapped> Cut(
        IReadOnlyList<MappedEntity> entities,
        IReadOnlyList<MappingFinding>? findings = null,
        IReadOnlyList<string>? faulted = null,
        ResourcesEnumerated? page = null,
        WriteOptions? options = null)
    {
        var sut = new PageParts(page ?? Sample.Page(Sample.Mapping()), options ?? new());
        foreach (var entity in entities)
        {
            sut.Add(entity);
        }

        var parts = sut.Cut(findings ?? [], faulted ?? [], () => entities).ToList();
        Assert.All(parts, part => Assert.InRange(part.Bytes, JsonSerializer.SerializeToUtf8Bytes(part.Message, Wire).Length, int.MaxValue));
        return [.. parts.Select(part => part.Message)];
    }

    private static MappedEntity Entity(string identifier, int size) => new()
    {
        Block = 0,
        Resource = identifier,
        Blueprint = "thing",
        Identifier = identifier,
        Body = JsonSerializer.SerializeToElement(new { identifier, text = new string('x', size) }),
    };

    private static MappingFinding Finding(string detail) => new()
    {
        Block = 0,
        Field = "title",
        Kind = FindingKind.NullField,
        Count = 1,
        Detail = detail,
    };
}
