using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

/// <summary>What is sent to Port in a bulk upsert.</summary>
public sealed class BulkUpsertTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task UpsertAsync_OneBatch_SendsWhatPortExpects()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        await sut.UpsertAsync(
            "bucket", Sut.Entities(2), Sut.Upsert with { Merge = false, CreateMissingRelatedEntities = false }, CancellationToken.None);

        var sent = Assert.Single(port.Calls);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("/v1/blueprints/bucket/entities/bulk", sent.Path);
        Assert.Equal(
            "?upsert=true&merge=false&create_missing_related_entities=false&validation_only=false"
            + "&ocean_info_event_type=resync&ocean_info_resync_id=run-1",
            sent.Query);
        Assert.Equal("port-ocean/aws/1.2.3/my-aws/exporter", sent.Headers["User-Agent"]);
        Assert.Equal("Bearer token-1", sent.Headers["Authorization"]);
        Assert.Equal("port-ocean/aws/1.2.3/my-aws", port.Requests.First().Headers["User-Agent"]);
    }

    [Fact]
    public async Task UpsertAsync_AnyJson_CopiesTheBytesUnchanged()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);
        const string First = """{ "identifier" : "a", "properties": {"n": 1.0, "é": "é/\u00e9"} }""";
        const string Second = """{"identifier":"b"}""";

        await sut.UpsertAsync("bucket", [Utf8(First), Utf8(Second)], Sut.Upsert, CancellationToken.None);

        Assert.Equal($$"""{"entities":[{{First}},{{Second}}]}""", Encoding.UTF8.GetString(Assert.Single(port.Calls).Body));
    }

    [Fact]
    public async Task UpsertAsync_NoEntities_SendsNothing()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.UpsertAsync("bucket", [], Sut.Upsert, CancellationToken.None);

        Assert.Empty(result.Outcomes);
        Assert.Empty(port.Requests);
    }

    [Fact]
    [Trait("Row", "R15")]
    public async Task UpsertAsync_EntityOf2Megabytes_IsRejectedHereAndItsNeighboursWritten()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        var outcomes = (await sut.UpsertAsync(
            "bucket", [Sut.Entity("a"), Sut.Entity("huge", 2_000_000), Sut.Entity("b")], Sut.Upsert, CancellationToken.None)).Outcomes;

        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.Written));
        Assert.Equal("huge", outcomes[1].Identifier);
        Assert.Contains("1,048,576", outcomes[1].Reason, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(port.Calls).Entities.Count);
    }

    [Theory]
    [InlineData(45, 0, 3)]
    [InlineData(20, 0, 1)]
    [InlineData(21, 0, 2)]
    [InlineData(4, 400_000, 2)]
    [InlineData(3, 600_000, 3)]
    public async Task UpsertAsync_ManyOrLargeEntities_CutsToPortsLimits(int count, int padding, int requests)
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        var outcomes = (await sut.UpsertAsync("bucket", Sut.Entities(count, padding), Sut.Upsert, CancellationToken.None)).Outcomes;

        Assert.Equal(Enumerable.Range(0, count).Select(index => $"e-{index}"), outcomes.Select(outcome => outcome.Identifier));
        Assert.All(outcomes, outcome => Assert.True(outcome.Written));
        Assert.Equal(requests, port.Calls.Count);
        Assert.All(port.Calls, call => Assert.True(call.Body.Length <= 1_048_576));
    }

    [Fact]
    public async Task UpsertAsync_EntityThatFillsARequestToTheByte_IsSent()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);
        var around = """{"entities":[]}""".Length;
        var room = PortOptions.MaximumBodyBytes - around - Sut.Entity("a").Length;

        var outcomes = (await sut.UpsertAsync(
            "bucket", [Sut.Entity("a", room), Sut.Entity("b", room + 1)], Sut.Upsert, CancellationToken.None)).Outcomes;

        Assert.Equal([true, false], outcomes.Select(outcome => outcome.Written));
        Assert.Equal(PortOptions.MaximumBodyBytes, Assert.Single(port.Calls).Body.Length);
    }

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
