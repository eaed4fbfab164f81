using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class EntityReadTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task OwnedEntitiesAsync_OfAllBlueprints_ReadsEveryPage()
    {
        var port = new StubPort(request => Page(request, "from", pages: 3), _time);
        using var sut = Sut.Create(port, _time);
        var before = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(2));

        var names = await NamesAsync(sut.OwnedEntitiesAsync(before, CancellationToken.None));

        Assert.Equal(["e-0", "e-1", "e-2"], names);
        Assert.All(port.Calls, call => Assert.Equal("POST /v1/blueprints/entities/datasource-entities", call.ToString()));
        var first = port.Calls[0].Json;
        Assert.Equal("port-ocean/aws/", first.GetProperty("datasource_prefix").GetString());
        Assert.Equal("/my-aws/exporter", first.GetProperty("datasource_suffix").GetString());
        Assert.Equal(5000, first.GetProperty("limit").GetInt32());
        Assert.Equal("2026-01-01T10:00:00.0000000Z", first.GetProperty("before").GetString());
        Assert.False(first.TryGetProperty("from", out _));
    }

    [Fact]
    public async Task OwnedEntitiesAsync_OfOneBlueprint_AsksForTheDatasource()
    {
        var port = new StubPort(request => Page(request, "from", pages: 2), _time);
        using var sut = Sut.Create(port, _time);

        var names = await NamesAsync(sut.OwnedEntitiesAsync("my bucket", ["$identifier"], CancellationToken.None));

        Assert.Equal(["e-0", "e-1"], names);
        Assert.Equal("POST /v1/blueprints/my%20bucket/entities/search", port.Calls[0].ToString());
        Assert.True(JsonElement.DeepEquals(
            JsonSerializer.Deserialize<JsonElement>("""
                {"query":{"combinator":"and","rules":[
                  {"property":"$datasource","operator":"contains","value":"port-ocean/aws/"},
                  {"property":"$datasource","operator":"contains","value":"/my-aws/exporter"}]},
                 "include":["$identifier"],"limit":1000}
                """),
            port.Calls[0].Json));
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"not_found","message":"Route POST not found"}""")]
    [InlineData("""{"ok":false,"error":"not_found","message":"Blueprint not found"}""")]
    [InlineData("not found")]
    public async Task OwnedEntitiesAsync_RouteMissing_NeverMeansNothing(string body)
    {
        var port = new StubPort(_ => new StubAnswer(404, body), _time);
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortException>(() => NamesAsync(sut.OwnedEntitiesAsync(null, CancellationToken.None)));

        Assert.Equal(PortErrorKind.RouteMissing, failure.Kind);
    }

    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":true,"entities":null}""")]
    [InlineData("""{"ok":true,"entities":[],"next":"same"}""")]
    [InlineData("[]")]
    public async Task OwnedEntitiesAsync_AnswerWithoutAnEnd_NeverMeansNothing(string body)
    {
        var port = new StubPort(_ => new StubAnswer(200, body), _time);
        using var sut = Sut.Create(port, _time);

        await Assert.ThrowsAsync<PortException>(() => NamesAsync(sut.OwnedEntitiesAsync(null, CancellationToken.None)));
    }

    [Fact]
    public async Task SearchAsync_BlueprintMissing_Throws()
    {
        var port = new StubPort(_ => StubAnswer.Error(404, "not_found", "Blueprint not found"), _time);
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortException>(
            () => NamesAsync(sut.OwnedEntitiesAsync("bucket", [], CancellationToken.None)));

        Assert.Equal(PortErrorKind.NotFound, failure.Kind);
    }

    private static StubAnswer Page(StubRequest request, string cursor, int pages)
    {
        var page = request.Json.TryGetProperty(cursor, out var from) ? int.Parse(from.GetString()!, provider: null) : 0;
        var next = page + 1 < pages ? $"\"next\":\"{page + 1}\"," : "";
        return new StubAnswer(200, $$"""{"ok":true,{{next}}"entities":[{"identifier":"e-{{page}}"}]}""");
    }

    private static async Task<List<string>> NamesAsync(IAsyncEnumerable<JsonElement> entities)
    {
        List<string> names = [];
        await foreach (var entity in entities)
        {
            names.Add(entity.GetProperty("identifier").GetString()!);
        }

        return names;
    }
}
