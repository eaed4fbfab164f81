using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Simulator.Tests.Port;

public sealed class EntityTests
{
    [Theory]
    [InlineData("""{"tier":"bronze"}""", "tier")]
    [InlineData("""{"replicas":"3"}""", "replicas")]
    [InlineData("""{"replicas":101}""", "replicas")]
    [InlineData("""{"public":"true"}""", "public")]
    [InlineData("""{"since":"2024-01-02 03:04:05+00:00"}""", "since")]
    [InlineData("""{"since":"2024-01-02"}""", "since")]
    [InlineData("""{"site":"example.com"}""", "site")]
    [InlineData("""{"owner":"nobody"}""", "owner")]
    [InlineData("""{"code":"ab"}""", "code")]
    [InlineData("""{"labels":["a","a"]}""", "labels")]
    [InlineData("""{"labels":["a",1]}""", "labels")]
    [InlineData("""{"labels":"a"}""", "labels")]
    [InlineData("""{"config":[]}""", "config")]
    [InlineData("""{"address":"10.0.0"}""", "address")]
    [InlineData("""{"nope":1}""", "nope")]
    [InlineData("""{"tier":null}""", "tier")]
    public async Task Upsert_OfAPropertyThatDoesNotFit_RejectsThatEntityAlone(string properties, string named)
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var answer = await port.UpsertAsync("service", "", """{"identifier":"good"}""", $$"""{"identifier":"bad","properties":{{properties}}}""");

        Assert.Equal(207, answer.Status);
        Assert.Equal(["good"], answer.Identifiers);
        var error = Assert.Single(answer.Errors.EnumerateArray());
        Assert.Equal(("bad", 1, 422), (error.GetProperty("identifier").GetString(), error.GetProperty("index").GetInt32(), error.GetProperty("statusCode").GetInt32()));
        Assert.Contains(named, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upsert_OfEveryPropertyThatFits_IsStoredAsGivenWithDefaults()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        const string Properties = """{"replicas":3,"public":true,"since":"2024-01-02T03:04:05.123456+00:00","site":"https://x.example/?a=1","owner":"a@b.example","code":"ABC","labels":["a","ü"],"config":{"deep":[{"x":null}]},"address":"10.0.0.1"}""";

        var answer = await port.UpsertAsync("service", "", $$"""{"identifier":"s","title":"日本 \"x\"","properties":{{Properties}}}""");

        Assert.Equal(200, answer.Status);
        var entity = (await port.GetAsync("/v1/blueprints/service/entities/s")).Entity;
        Assert.Equal("日本 \"x\"", entity.GetProperty("title").GetString());
        using var wanted = JsonDocument.Parse(Properties.Replace("{\"replicas\"", "{\"tier\":\"silver\",\"replicas\"", StringComparison.Ordinal));
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, entity.GetProperty("properties")), entity.GetRawText());
    }

    [Theory]
    [InlineData("\"a b\"")]
    [InlineData("\"a|b\"")]
    [InlineData("\"..\"")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task Upsert_OfAnIdentifierPortDoesNotTake_RefusesTheWholeRequest(string identifier)
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var answer = await port.UpsertAsync("team", "", """{"identifier":"good"}""", $$"""{"identifier":{{identifier}}}""");

        Assert.Equal(422, answer.Status);
        Assert.Contains("body/entities/1/identifier", answer.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await port.GetAsync("/v1/blueprints/team/entities/good")).Status);
    }

    [Fact]
    public async Task Identifier_OfAnArnWithSlashes_IsFoundByItsEncodedPath()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        const string Arn = "arn:aws:ecs:eu-west-1:1:service/a+b/c=d";

        await port.UpsertAsync("team", "", new { identifier = Arn });

        Assert.Equal(Arn, (await port.GetAsync("/v1/blueprints/team/entities/" + Uri.EscapeDataString(Arn))).Entity.GetProperty("identifier").GetString());
    }

    [Fact]
    public async Task Upsert_WithMerge_KeepsWhatIsNotNamedAndClearsWhatIsNull()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        await port.UpsertAsync("team", "", """{"identifier":"t"}""");
        await port.UpsertAsync("service", "", """{"identifier":"s","title":"S","properties":{"tier":"gold","replicas":3,"public":true},"relations":{"team":"t"}}""");

        await port.UpsertAsync("service", "merge=true", """{"identifier":"s","properties":{"replicas":null,"code":"ABC"}}""");

        var entity = (await port.GetAsync("/v1/blueprints/service/entities/s")).Entity;
        Assert.Equal("S", entity.GetProperty("title").GetString());
        Assert.Equal("t", entity.GetProperty("relations").GetProperty("team").GetString());
        using var wanted = JsonDocument.Parse("""{"tier":"gold","public":true,"code":"ABC"}""");
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, entity.GetProperty("properties")), entity.GetRawText());
    }

    [Fact]
    public async Task Upsert_WithoutMerge_ReplacesAll()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        await port.UpsertAsync("service", "", """{"identifier":"s","title":"S","properties":{"tier":"gold","replicas":3}}""");

        await port.UpsertAsync("service", "", """{"identifier":"s","properties":{"public":false}}""");

        var entity = (await port.GetAsync("/v1/blueprints/service/entities/s")).Entity;
        Assert.False(entity.TryGetProperty("title", out var _));
        using var wanted = JsonDocument.Parse("""{"public":false,"tier":"silver"}""");
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, entity.GetProperty("properties")), entity.GetRawText());
    }

    [Fact]
    public async Task Create_OfAnEntityThatExists_IsAConflict()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var first = await port.PostAsync("/v1/blueprints/team/entities", new { identifier = "t" });
        var second = await port.PostAsync("/v1/blueprints/team/entities", new { identifier = "t" });

        Assert.Equal((201, 409), (first.Status, second.Status));
    }

    [Fact]
    public async Task ValidationOnly_ReportsAndWritesNothing()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var good = await port.UpsertAsync("service", "validation_only=true", """{"identifier":"s"}""");
        var bad = await port.UpsertAsync("service", "validation_only=true", """{"identifier":"s","properties":{"tier":"x"}}""");

        Assert.Equal((200, 207), (good.Status, bad.Status));
        Assert.Equal(0, (await port.GetAsync("/v1/blueprints/service/entities-count")).Body.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Bulk_OfMoreThanTwenty_Is422()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var twenty = await port.UpsertAsync("team", "", [.. Enumerable.Range(0, 20).Select(i => new { identifier = $"t{i}" })]);
        var more = await port.UpsertAsync("team", "", [.. Enumerable.Range(0, 21).Select(i => new { identifier = $"t{i}" })]);

        Assert.Equal((200, 422), (twenty.Status, more.Status));
    }

    [Fact]
    public async Task Upsert_IntoABlueprintThatIsNotThere_Is404()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;

        var answer = await port.UpsertAsync("nope", "", new { identifier = "a" });

        Assert.Equal((404, "not_found"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Writes_AreKeptAsVersionsWithWhoAndWhen()
    {
        var clock = new FakeTimeProvider(new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        var (world, port) = await Samples.StartAsync(clock: clock);
        await using var _ = world;
        using var __ = port;
        using var other = await PortCaller.StartAsync(world, "somebody/else");
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };

        await port.UpsertAsync("team", "", """{"identifier":"t","properties":{"lead":"<script>alert(1)</script>"}}""");
        clock.Advance(TimeSpan.FromMinutes(1));
        await other.UpsertAsync("team", "merge=true", """{"identifier":"t","properties":{"lead":"b"}}""");
        clock.Advance(TimeSpan.FromMinutes(1));
        await other.UpsertAsync("team", "merge=true", """{"identifier":"t","properties":{"lead":"b"}}""");
        var meta = (await port.GetAsync("/v1/blueprints/team/entities/t?include=*,$createdBy,$updatedBy,$updatedAt")).Entity;
        var page = await http.GetStringAsync("/entity?blueprint=team&id=t", TestContext.Current.CancellationToken);

        Assert.Equal((PortCaller.Exporter, "somebody/else", "2026-05-04T12:02:00.000Z"),
            (meta.GetProperty("createdBy").GetString(), meta.GetProperty("updatedBy").GetString(), meta.GetProperty("updatedAt").GetString()));
        Assert.Contains("Written 3 times", page, StringComparison.Ordinal);
        Assert.Contains("2026-05-04 12:01:00.000", page, StringComparison.Ordinal);
        Assert.Contains("nothing changed", page, StringComparison.Ordinal);
    }
}
