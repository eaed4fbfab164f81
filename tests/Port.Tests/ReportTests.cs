using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NJsonSchema;

namespace Pipeline.Port.Tests;

public sealed class ReportTests
{
    private const string Metrics = "http://127.0.0.1:1/ingest/metrics/my-aws";

    private static readonly SyncMetrics Kind = new()
    {
        EventId = "run-1",
        KindIdentifier = "AWS::S3::Bucket-1",
        Kind = "AWS::S3::Bucket",
        KindIndex = 1,
        SyncState = "completed",
        Blueprint = "cloudResource",
        Metrics = new SyncNumbers(new SyncPhases
        {
            Extract = Counts("raw_extracted"),
            Transform = Counts("transformed", "filtered_out", "failed"),
            Load = Counts("loaded", "skipped", "failed"),
            Delete = Counts("deleted"),
            Resync = new PhaseResult(1.5, 1),
        }),
    };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task UpdateSyncMetricsAsync_Kind_IsWhatPortsReferenceGivesBack()
    {
        var port = new StubPort(_ => new StubAnswer(200, "{}"), _time);
        using var sut = Sut.Create(port, _time);

        await sut.UpdateSyncMetricsAsync(Metrics, Kind, CancellationToken.None);

        var sent = Assert.Single(port.Calls);
        Assert.Equal("PUT /ingest/metrics/my-aws/syncMetrics/resync/run-1/kind/AWS%3A%3AS3%3A%3ABucket-1", sent.ToString());
        Assert.Equal("Bearer token-1", sent.Headers["Authorization"]);
        var metrics = sent.Json.GetProperty("syncKindMetrics");
        Assert.Equal(("aws", "my-aws", "OnPrem"), (Text(metrics, "integrationType"), Text(metrics, "integrationIdentifier"), Text(metrics, "installationType")));
        Assert.SkipWhen(Schema() is null, "the data beside the repository is absent");
        var faults = (await JsonSchema.FromJsonAsync(Schema()!)).Validate(metrics.GetRawText());

        // Port adds the times, and keeps to itself how the integration was installed.
        Assert.Equal(["createdAt", "executionMode", "installationType", "updatedAt"], faults.Select(fault => fault.Property!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SendSyncMetricsAsync_HeartbeatAndLogs_GoBelowTheAddressesPortNames()
    {
        var port = new StubPort(_ => new StubAnswer(200, "{}"), _time);
        using var sut = Sut.Create(port, _time);

        await sut.SendSyncMetricsAsync(Metrics, [Kind, Kind with { KindIdentifier = "__runtime__" }], CancellationToken.None);
        await sut.SendHeartbeatAsync(Metrics, "run-1", CancellationToken.None);
        await sut.SendLogsAsync(
            "http://127.0.0.1:1/ingest/logs/my-aws",
            [new PortLogEntry("hello", "INFO", "2026-01-01T00:00:00.000000Z", new Dictionary<string, string> { ["run"] = "1" })],
            CancellationToken.None);

        Assert.Equal(2, port.Calls[0].Json.GetProperty("syncKindsMetrics").GetArrayLength());
        Assert.Equal("""{"eventId":"run-1"}""", port.Calls[1].Json.GetRawText());
        Assert.Equal(
            """{"logs":[{"message":"hello","level":"INFO","timestamp":"2026-01-01T00:00:00.000000Z","extra":{"run":"1"}}]}""",
            port.Calls[2].Json.GetRawText());
    }

    [Theory]
    [InlineData("https://ingest.getport.io.evil.example/x")]
    [InlineData("https://evilgetport.io/x")]
    [InlineData("http://ingest.getport.io/x")]
    [InlineData("https://ingest.getport.io:8443/x")]
    [InlineData("https://user@ingest.getport.io/x")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("ingest")]
    public async Task SendLogsAsync_AddressThatIsNotPorts_NothingIsSentThere(string address)
    {
        var port = new StubPort(_ => new StubAnswer(200, "{}"), _time);
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortException>(() => sut.SendLogsAsync(address, [], CancellationToken.None));

        Assert.Equal(PortErrorKind.Forbidden, failure.Kind);
        Assert.Empty(port.Requests);
    }

    [Fact]
    public async Task SendHeartbeatAsync_Fails_IsNotRepeatedAndSaysNothingOfTheApi()
    {
        var port = new StubPort(request => request.Path.StartsWith("/ingest", StringComparison.Ordinal) ? StubAnswer.Error(503, "x", "away") : new StubAnswer(200, "{}"), _time);
        using var sut = Sut.Create(port, _time);

        for (var attempt = 0; attempt < 8; attempt++)
        {
            await Assert.ThrowsAsync<PortException>(() => sut.SendHeartbeatAsync(Metrics, "run-1", CancellationToken.None));
        }

        Assert.Equal(8, port.Calls.Count);
        Assert.Null(sut.Outage);
    }

    [Fact]
    public async Task SendHeartbeatAsync_LittleOfTheBudgetIsLeft_WaitsWhileOthersGo()
    {
        var reset = _time.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var port = new StubPort(
            _ => new StubAnswer(
                200, """{"ok":true,"integration":{}}""", ("x-ratelimit-limit", "100"), ("x-ratelimit-remaining", "20"), ("x-ratelimit-reset", reset), ("x-ratelimit-period", "60")),
            _time);
        using var sut = Sut.Create(port, _time);
        await sut.FindIntegrationAsync(CancellationToken.None);

        var heartbeat = sut.SendHeartbeatAsync(Metrics, "run-1", CancellationToken.None);
        await sut.FindIntegrationAsync(CancellationToken.None);

        Assert.False(heartbeat.IsCompleted);
        Assert.Equal(2, port.Calls.Count);
        await _time.RunAsync(heartbeat);
        Assert.Equal(3, port.Calls.Count);
    }

    private static PhaseCounts Counts(params string[] names) => new(names.ToDictionary(name => name, _ => new ObjectCount(3)));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string? Schema() => Repository.FindShared("port-api/openapi.json") is { } path
        ? JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(path))
            .GetProperty("paths").GetProperty("/v1/integration/{integrationInternalId}/syncMetrics").GetProperty("get").GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema")
            .GetProperty("properties").GetProperty("data").GetProperty("items").GetRawText()
        : null;
}
