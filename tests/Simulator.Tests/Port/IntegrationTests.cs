namespace Pipeline.Simulator.Tests.Port;

public sealed class IntegrationTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Integration_FromCreationToRemoval_KeepsWhatItIsTold()
    {
        await using var world = await SimulatedWorld.StartAsync(new(), Cancelled);
        using var port = await PortCaller.StartAsync(world);

        Assert.Equal(404, (await port.GetAsync("/v1/integration/mine")).Status);
        var created = await port.PostAsync("/v1/integration", """{"installationId":"mine","installationAppType":"aws","version":"1","config":{"resources":[]}}""");
        var twice = await port.PostAsync("/v1/integration", """{"installationId":"mine"}""");
        await port.PatchAsync("/v1/integration/mine", """{"version":"2","arePortResourcesInitialized":true}""");
        await port.PatchAsync("/v1/integration/mine/config", """{"config":{"resources":[{"kind":"x"}]}}""");
        var state = await port.PatchAsync("/v1/integration/mine/resync-state", """{"status":"running","intervalInMinuets":null}""");
        var read = (await port.GetAsync("/v1/integration/mine?byField=installationId")).Body.GetProperty("integration");

        Assert.Equal((201, 409), (created.Status, twice.Status));
        Assert.StartsWith(world.PortEndpoint + "ingest/logs", created.Body.GetProperty("integration").GetProperty("logAttributes").GetProperty("ingestUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal("running", state.Body.GetProperty("integration").GetProperty("resyncState").GetProperty("status").GetString());
        Assert.True(state.Body.GetProperty("integration").GetProperty("resyncState").TryGetProperty("updatedAt", out var _));
        Assert.Equal(("OnPrem", "2", 1), (read.GetProperty("installationType").GetString(), read.GetProperty("version").GetString(), read.GetProperty("config").GetProperty("resources").GetArrayLength()));
        Assert.Equal(200, (await port.DeleteAsync("/v1/integration/mine")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ResyncRequest_FiledByPatchOrByControl_IsSeen(bool byPatch)
    {
        await using var world = await SimulatedWorld.StartAsync(new() { SeedMapping = true }, Cancelled);
        using var port = await PortCaller.StartAsync(world);
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };
        var before = await port.GetAsync("/v1/integration/simulated-aws/resync-request");

        if (byPatch)
        {
            await port.PatchAsync("/v1/integration/simulated-aws", "{}");
        }
        else
        {
            await http.PostAsync("/_simulator/resync-request", null, Cancelled);
        }

        var after = await port.GetAsync("/v1/integration/simulated-aws/resync-request");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, before.Body.GetProperty("request").ValueKind);
        Assert.True(after.Body.GetProperty("request").TryGetProperty("updatedAt", out var _));
    }

    [Fact]
    public async Task IngestRoutes_TakeLogsAndMetricsWithoutAToken()
    {
        await using var world = await SimulatedWorld.StartAsync(new() { SeedMapping = true }, Cancelled);
        using var port = PortCaller.Anonymous(world);

        var logs = await port.PostAsync("/ingest/logs/simulated-aws", """{"logs":[]}""");
        var metrics = await port.PutAsync("/ingest/metrics/simulated-aws/syncMetrics/resync/1/kind/AWS%3A%3AX-0", """{"syncKindMetrics":{}}""");
        var examples = await (await PortCaller.StartAsync(world)).PostAsync("/v1/integration/simulated-aws/kinds/AWS%3A%3AX/examples", """{"examples":[{}]}""");

        Assert.Equal([200, 200, 200], new[] { logs.Status, metrics.Status, examples.Status });
    }

    [Fact]
    public async Task Requests_AreRecordedWithAgentAndBody()
    {
        var (world, port) = await Samples.StartAsync();
        await using var _ = world;
        using var __ = port;
        using var http = new HttpClient { BaseAddress = world.PortEndpoint };
        await port.UpsertAsync("team", "merge=true", """{"identifier":"t"}""");

        var recorded = new PortAnswer(200, $"{{\"requests\":{await http.GetStringAsync("/_simulator/requests?side=port&path=bulk", Cancelled)}}}", new Dictionary<string, string>());

        var request = Assert.Single(recorded.Body.GetProperty("requests").EnumerateArray());
        Assert.Equal(("POST", "/v1/blueprints/team/entities/bulk", "?upsert=true&merge=true", PortCaller.Exporter, 200),
            (request.GetProperty("method").GetString(), request.GetProperty("path").GetString(), request.GetProperty("query").GetString(), request.GetProperty("userAgent").GetString(), request.GetProperty("status").GetInt32()));
        Assert.Equal("""{"entities":[{"identifier":"t"}]}""", request.GetProperty("body").GetString());
        Assert.Equal(1, world.Statistics.PortBulkUpserts);
    }
}
