using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Mapper.Samples;

namespace Pipeline.Mapper.Tests;

public sealed class ResourceSamplerTests
{
    private const string Lambda = "AWS::Lambda::Function";

    private static readonly Guid Run = Guid.CreateVersion7();

    [Fact]
    public void Take_Pages_GivesFiveOfAKindInARun()
    {
        var sut = new ResourceSampler(isWanted: true);

        int?[] counts = [.. Enumerable.Range(0, 4).Select(_ => sut.Take(Page(Run, Lambda, "{}", "{}"))?.Samples.Count)];

        Assert.Equal([2, 2, 1, null], counts);
        Assert.Equal(2, sut.Take(Page(Run, "AWS::S3::Bucket", "{}", "{}"))!.Samples.Count);
        Assert.Equal(2, sut.Take(Page(Guid.CreateVersion7(), Lambda, "{}", "{}"))!.Samples.Count);
    }

    [Fact]
    public void Take_FieldsThatMayHoldSecrets_AreHiddenByKind()
    {
        var sample = new ResourceSampler(isWanted: true).Take(
            Page(Run, Lambda, """{"Identifier":"f","Properties":{"Environment":{"Variables":{"KEY":"canary"}},"MasterUserPassword":"canary","Runtime":"x"}}"""));

        var json = Assert.Single(sample!.Samples).GetRawText();
        Assert.DoesNotContain("canary", json, StringComparison.Ordinal);
        Assert.Contains("\"Runtime\":\"x\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_LargeResource_IsLeftForASmallerOne()
    {
        var sut = new ResourceSampler(isWanted: true);

        var sample = sut.Take(Page(Run, Lambda, $$"""{"Id":"large","Text":"{{new string('x', 40_000)}}"}""", """{"Id":"small"}"""));

        Assert.Equal("small", Assert.Single(sample!.Samples).GetProperty("Id").GetString());
    }

    [Fact]
    public void Take_NotWantedOrNotOfARunOrEmpty_IsNothing()
    {
        Assert.Null(new ResourceSampler(isWanted: false).Take(Page(Run, Lambda, "{}")));
        Assert.Null(new ResourceSampler(isWanted: true).Take(Page(null, Lambda, "{}")));
        Assert.Null(new ResourceSampler(isWanted: true).Take(Page(Run, Lambda)));
    }

    private static ResourcesEnumerated Page(Guid? run, string kind, params IEnumerable<string> resources) => new()
    {
        RunId = run,
        MappingVersion = "v1",
        Scope = new Scope { AccountId = "100000000001", Region = "us-east-1", Kind = kind },
        Blocks = [0],
        Attempt = 1,
        Page = 1,
        Ticket = 1,
        Resources = [.. resources.Select((raw, index) => new EnumeratedResource { Identifier = $"r{index}", Raw = JsonElement.Parse(raw) })],
    };
}
