using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Simulator.Tests.Port;

public sealed class SearchTests
{
    [Theory]
    [InlineData("""{"property":"$identifier","operator":"=","value":"s1"}""", "s1")]
    [InlineData("""{"property":"$identifier","operator":"in","value":["s1","s3","x"]}""", "s1 s3")]
    [InlineData("""{"property":"$title","operator":"contains","value":"wo"}""", "s2")]
    [InlineData("""{"property":"$title","operator":"beginsWith","value":"T"}""", "s2 s3")]
    [InlineData("""{"property":"tier","operator":"!=","value":"gold"}""", "s2 s3")]
    [InlineData("""{"property":"replicas","operator":">","value":2}""", "s2 s3")]
    [InlineData("""{"property":"replicas","operator":"<=","value":2}""", "s1")]
    [InlineData("""{"property":"replicas","operator":"=","value":3}""", "s2")]
    [InlineData("""{"property":"public","operator":"isEmpty"}""", "s2 s3")]
    [InlineData("""{"property":"labels","operator":"containsAny","value":["x","z"]}""", "s3")]
    [InlineData("""{"property":"$datasource","operator":"contains","value":"port-ocean/aws/"}""", "s1 s2 s3")]
    [InlineData("""{"property":"$datasource","operator":"contains","value":"port-ocean/gcp/"}""", "")]
    [InlineData("""{"property":"since","operator":"between","value":{"from":"2024-01-01T00:00:00Z","to":"2024-02-01T00:00:00Z"}}""", "s1")]
    [InlineData("""{"relation":"team","operator":"=","value":"t"}""", "s1")]
    [InlineData("""{"operator":"relatedTo","blueprint":"team","value":"t"}""", "s1 s2")]
    [InlineData("""{"combinator":"or","rules":[{"property":"$identifier","operator":"=","value":"s1"},{"property":"replicas","operator":"=","value":4}]}""", "s1 s3")]
    public async Task Search_ByARule_FindsWhatMatches(string rule, string expected)
    {
        var (world, port) = await StartAsync();
        await using var _ = world;
        using var __ = port;
        var query = $$"""{"combinator":"and","rules":[{{rule}},{"property":"$blueprint","operator":"=","value":"service"}]}""";

        var all = await port.PostAsync("/v1/entities/search", query);
        var one = await port.PostAsync("/v1/blueprints/service/entities/search", $$"""{"query":{{query}}}""");

        Assert.Equal(expected, string.Join(' ', all.Identifiers));
        Assert.Equal(expected, string.Join(' ', one.Identifiers));
    }

    [Theory]
    [InlineData("""{"query":{"rules":[]}}""")]
    [InlineData("""{"query":{"combinator":"xor","rules":[]}}""")]
    [InlineData("""{"query":{"combinator":"and","rules":[{"property":"a","operator":"~"}]}}""")]
    [InlineData("""{"limit":0}""")]
    [InlineData("""{"limit":1001}""")]
    [InlineData("""{"from":"?"}""")]
    public async Task Search_ThatIsMalformed_Is422(string body)
    {
        var (world, port) = await StartAsync();
        await using var _ = world;
        using var __ = port;

        Assert.Equal(422, (await port.PostAsync("/v1/blueprints/service/entities/search", body)).Status);
    }

    [Theory]
    [InlineData("/v1/blueprints/team/entities/search", "{\"limit\":7FROM}")]
    [InlineData("/v1/blueprints/entities/datasource-entities", "{\"datasource_prefix\":\"port-ocean/aws/\",\"datasource_suffix\":\"/simulated-aws/exporter\",\"limit\":7FROM}")]
    public async Task Pages_FollowedToTheEnd_HoldEachEntityOnce(string path, string body)
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        using var other = await PortCaller.StartAsync(world, "someone");
        await port.UpsertAsync("team", "", [.. Enumerable.Range(0, 20).Select(i => new { identifier = $"t{i}" })]);
        await port.UpsertAsync("team", "", [.. Enumerable.Range(20, 15).Select(i => new { identifier = $"t{i}" })]);
        await other.UpsertAsync("service", "", new { identifier = "foreign" });

        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await port.PostAsync(path, body.Replace("FROM", next is null ? "" : $",\"from\":\"{next}\"", StringComparison.Ordinal));
            found.AddRange(page.Identifiers);
            next = page.Body.TryGetProperty("next", out var token) ? token.GetString() : null;
        }
        while (next is not null);

        Assert.Equal(35, found.Count);
        Assert.Equal(35, found.Distinct().Count());
    }

    [Fact]
    public async Task DatasourceEntities_BeforeAMoment_LeavesOutWhatWasWrittenSince()
    {
        var clock = new FakeTimeProvider(new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        var (world, port) = await Samples.StartAsync(clock: clock);
        await using var _ = world;
        using var __ = port;
        await port.UpsertAsync("team", "", """{"identifier":"old"}""", """{"identifier":"touched"}""");
        clock.Advance(TimeSpan.FromMinutes(1));
        var before = clock.GetUtcNow().ToString("O");
        await port.UpsertAsync("team", "", """{"identifier":"touched"}""", """{"identifier":"new"}""");

        var answer = await port.PostAsync(
            "/v1/blueprints/entities/datasource-entities",
            new { datasource_prefix = "port-ocean/aws/", datasource_suffix = "/simulated-aws/exporter", before });

        Assert.Equal(["old"], answer.Identifiers);
        Assert.Equal("team", answer.Body.GetProperty("entities")[0].GetProperty("blueprint").GetString());
    }

    private static async Task<(SimulatedWorld World, PortCaller Port)> StartAsync()
    {
        var (world, port) = await Samples.StartAsync();
        await port.UpsertAsync("team", "", """{"identifier":"t"}""");
        var written = await port.UpsertAsync(
            "service",
            "",
            """{"identifier":"s1","title":"One","properties":{"tier":"gold","replicas":2,"public":true,"since":"2024-01-15T00:00:00Z"},"relations":{"team":"t"}}""",
            """{"identifier":"s2","title":"Two","properties":{"replicas":3,"since":"2024-03-15T00:00:00Z"},"relations":{"uses":["s1"]}}""",
            """{"identifier":"s3","title":"Three","properties":{"replicas":4,"labels":["x","y"]}}""");
        Assert.Equal(200, written.Status);
        return (world, port);
    }
}
