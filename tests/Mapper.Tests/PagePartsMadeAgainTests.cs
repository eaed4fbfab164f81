using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Mapper.Pages;

namespace Pipeline.Mapper.Tests;

/// <summary>What is made of a page when it is too much to be kept until it is sent.</summary>
public sealed class PagePartsMadeAgainTests
{
    [Fact]
    public void Cut_FewEntities_AreNotMadeTwice()
    {
        var sut = new PageParts(Sample.Page(Sample.Mapping()), new());
        sut.Add(Share("a", 10));

        var part = Assert.Single(sut.Cut([], () => throw new InvalidOperationException("made again")));

        Assert.Equal("a", Assert.Single(part.Message.Entities).Identifier);
    }

    [Fact]
    public void Cut_MoreThanIsKept_IsMadeAgainPartByPart()
    {
        const int Count = 100;
        var made = 0;
        IEnumerable<ResourceShare> Make()
        {
            for (; made < Count; made++)
            {
                yield return Share($"r{made}", 100_000);
            }
        }

        var sut = new PageParts(Sample.Page(Sample.Mapping()), new());
        foreach (var share in Make())
        {
            sut.Add(share);
        }

        made = 0;
        var seen = new List<string>();
        foreach (var part in sut.Cut([], Make))
        {
            seen.AddRange(part.Message.Resources);
            Assert.InRange(made, seen.Count - 1, seen.Count);
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(index => $"r{index}"), seen);
    }

    private static ResourceShare Share(string resource, int size) => new(resource, [Entity(resource, size)], IsFaulted: false);

    private static MappedEntity Entity(string identifier, int size) => new()
    {
        Block = 0,
        Resource = identifier,
        Blueprint = "thing",
        Identifier = identifier,
        Body = JsonSerializer.SerializeToElement(new { identifier, text = new string('x', size) }),
    };
}
