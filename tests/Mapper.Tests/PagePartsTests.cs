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
        var mapped = Mapped([Entity("a", 150_000), Entity("b", 150_000)]);
        var page = PageOf(mapped) with { Attempt = 2, Page = 7, Ticket = 99 };
        var options = new WriteOptions { Merge = false };

        var parts = Cut(page, options, mapped);

        Assert.Equal(2, parts.Count);
        Assert.All(parts, part => Assert.Equal(
            (page.RunId, "v1", page.Scope, 2, 7, 99L, options, page.BatchId()),
            (part.RunId, part.MappingVersion, part.Scope, part.Attempt, part.Page, part.Ticket, part.Options, part.BatchId())));
    }

    [Fact]
    public void Cut_Findings_TravelWithTheFirstPartAndFaultsWithTheirResource()
    {
        var mapped = Mapped([Entity("a", 150_000), Entity("b", 150_000)], [Finding("d")], ["b"]);

        var parts = Cut(PageOf(mapped), new(), mapped);

        Assert.Equal([1, 0], parts.Select(part => part.Findings.Count));
        Assert.Equal([[], ["b"]], parts.Select(part => part.Faulted));
    }

    [Fact]
    public void Cut_EntitiesOfOneResource_StayTogetherInMappingOrder()
    {
        var mapped = Mapped(
        [
            Entity("a", 90_000) with { Resource = "r1", Block = 0 },
            Entity("b", 90_000) with { Resource = "r2", Block = 0 },
            Entity("c", 90_000) with { Resource = "r1", Block = 1 },
            Entity("d", 90_000) with { Resource = "r2", Block = 1 },
        ]);

        var parts = Cut(PageOf(mapped), new(), mapped);

        Assert.Equal([["a", "c"], ["b", "d"]], parts.Select(part => part.Entities.Select(entity => entity.Identifier)));
        Assert.Equal([["r1"], ["r2"]], parts.Select(part => part.Resources));
    }

    [Fact]
    public void Cut_ResourceWithoutEntities_IsNamedAllTheSame()
    {
        var page = Sample.Page(Sample.Mapping(), "{}", "{}");

        Assert.Equal(["r0", "r1"], Assert.Single(Cut(page, new(), Mapped([]))).Resources);
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
        List<MappedEntity> mapped = [.. entities.DistinctBy(entity => entity.Id ?? "").Select(entity => Entity(entity.Id ?? "", entity.Size * 4))];
        var page = Mapped(mapped, finds ? [Finding(detail ?? "")] : []);

        var parts = Cut(PageOf(page), new(), page);

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
        var parts = Cut([.. sizes.Select((size, index) => Entity($"x{index}", size * 2))]);

        var bytes = parts.Select(part => JsonSerializer.SerializeToUtf8Bytes(part, Wire).Length).ToList();
        Assert.All(bytes.Zip(bytes.Skip(1)), pair => Assert.True(pair.First + pair.Second > PageParts.MaxBytes));
    }

    private static List<EntitiesMapped> Cut(IReadOnlyList<MappedEntity> entities) =>
        Cut(PageOf(Mapped(entities)), new(), Mapped(entities));

    private static List<EntitiesMapped> Cut(ResourcesEnumerated page, WriteOptions options, MappedPage mapped)
    {
        var sut = new PageParts(page, options);
        var entities = mapped.Entities.ToLookup(entity => entity.Resource);
        foreach (var name in page.Resources.Select(resource => resource.Identifier))
        {
            sut.Add(new ResourceShare(name, [.. entities[name]], mapped.Faulted.Contains(name)));
        }

        var parts = sut.Cut(mapped.Findings, () => throw new InvalidOperationException("made again")).ToList();
        Assert.All(parts, part => Assert.InRange(part.Bytes, JsonSerializer.SerializeToUtf8Bytes(part.Message, Wire).Length, int.MaxValue));
        return [.. parts.Select(part => part.Message)];
    }

    private static ResourcesEnumerated PageOf(MappedPage mapped) => Sample.Page(Sample.Mapping()) with
    {
        Resources =
        [
            .. mapped.Entities.Select(entity => entity.Resource).Concat(mapped.Faulted).Distinct()
                .Select(name => new EnumeratedResource { Identifier = name, Raw = JsonElement.Parse("{}") }),
        ],
    };

    private static MappedPage Mapped(
        IReadOnlyList<MappedEntity> entities, IReadOnlyList<MappingFinding>? findings = null, IReadOnlyList<string>? faulted = null) =>
        new() { Entities = entities, Findings = findings ?? [], Faulted = faulted ?? [] };

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
