using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class CallTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task FindIntegrationAsync_Exists_ReadsWhatItKnowsAndPassesOverTheRest()
    {
        var (sut, port) = Answering("""
            {"ok":true,"integration":{"installationId":"my-aws","installationAppType":"aws","installationType":"OnPrem","version":"0.9",
             "config":{"resources":[{"kind":"AWS::S3::Bucket"}]},"changelogDestination":{"type":"KAFKA"},"actionsProcessingEnabled":false,
             "arePortResourcesInitialized":true,"createPortResourcesOrigin":"Default","updatedAt":"2026-01-01T00:00:00Z","invented":[1]}}
            """);

        var integration = await sut.FindIntegrationAsync(CancellationToken.None);

        Assert.Equal("GET /v1/integration/my-aws", Single(port).ToString());
        Assert.Equal("port-ocean/aws/1.2.3/my-aws", Single(port).Headers["User-Agent"]);
        Assert.Equal(("OnPrem", "0.9", "Default"), (integration!.InstallationType, integration.Version, integration.CreatePortResourcesOrigin));
        Assert.True(integration.ArePortResourcesInitialized);
        Assert.Equal("""{"resources":[{"kind":"AWS::S3::Bucket"}]}""", integration.Config!.Value.GetRawText());
    }

    [Fact]
    public async Task FindIntegrationAsync_MappingIsNull_IsNull()
    {
        var (sut, _) = Answering("""{"ok":true,"integration":{"installationId":"my-aws","config":null}}""");

        Assert.Null((await sut.FindIntegrationAsync(CancellationToken.None))!.Config);
    }

    [Fact]
    public async Task FindIntegrationAsync_NotCreatedYet_IsNull()
    {
        var (sut, _) = Answering("""{"ok":false,"error":"not_found","message":"Integration not found"}""", 404);

        Assert.Null(await sut.FindIntegrationAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"not_found","message":"Route GET:/v1/integration/my-aws not found"}""")]
    [InlineData("<html>not found</html>")]
    public async Task FindIntegrationAsync_NoSuchRoute_IsNotTakenForAbsence(string body)
    {
        var (sut, _) = Answering(body, 404);

        var failure = await Assert.ThrowsAsync<PortException>(() => sut.FindIntegrationAsync(CancellationToken.None));

        Assert.Equal(PortErrorKind.RouteMissing, failure.Kind);
    }

    [Fact]
    public async Task CreateIntegrationAsync_ForPortOrigin_SendsIdentityMappingAndMode()
    {
        var (sut, port) = Answering("""{"ok":true,"integration":{"installationId":"my-aws"}}""");

        await sut.CreateIntegrationAsync(
            new NewIntegration { Config = Json("""{"resources":[]}"""), CreatePortResourcesOrigin = "Port" }, CancellationToken.None);

        Assert.Equal("POST /v1/integration?integration_modes=create_resources", Single(port).ToString());
        AssertJson(
            """
            {"config":{"resources":[]},"actionsProcessingEnabled":false,"incrementalSyncEnabled":false,"createPortResourcesOrigin":"Port",
             "installationId":"my-aws","installationAppType":"aws","version":"1.2.3"}
            """,
            Single(port));
    }

    [Fact]
    public async Task CreateIntegrationAsync_ExistsAlready_IsAConflict()
    {
        var (sut, _) = Answering("""{"ok":false,"error":"already_exists","message":"exists"}""", 409);

        var failure = await Assert.ThrowsAsync<PortException>(
            () => sut.CreateIntegrationAsync(new NewIntegration { Config = Json("{}") }, CancellationToken.None));

        Assert.Equal((PortErrorKind.Conflict, "already_exists", 409), (failure.Kind, failure.ErrorCode, failure.StatusCode!.Value));
    }

    [Fact]
    public async Task UpdateIntegrationAsync_SomeFields_SendsOnlyThese()
    {
        var (sut, port) = Answering("""{"ok":true,"integration":{}}""");

        await sut.UpdateIntegrationAsync(
            new IntegrationUpdate { Version = "2", ArePortResourcesInitialized = true }, CancellationToken.None);

        Assert.Equal("PATCH /v1/integration/my-aws", Single(port).ToString());
        AssertJson("""{"version":"2","arePortResourcesInitialized":true}""", Single(port));
    }

    [Fact]
    public async Task UpdateMappingAsync_AnyMapping_SendsItUnchanged()
    {
        var (sut, port) = Answering("""{"ok":true}""");
        const string Mapping = """{"resources":[],"deleteDependentEntities":false,"x":{"Y_z":1.50}}""";

        await sut.UpdateMappingAsync(Json(Mapping), CancellationToken.None);

        Assert.Equal("PATCH /v1/integration/my-aws/config", Single(port).ToString());
        AssertJson($$"""{"config":{{Mapping}}}""", Single(port));
    }

    [Fact]
    public async Task UpdateResyncStateAsync_StartAndEnd_HavePortsKeys()
    {
        var (sut, port) = Answering("""{"ok":true,"integration":{}}""");
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        await sut.UpdateResyncStateAsync(new ResyncState { Status = "running", LastResyncStart = start }, CancellationToken.None);
        await sut.UpdateResyncStateAsync(
            new ResyncState { Status = "completed", LastResyncEnd = start, NextResync = start, IntervalInMinutes = 60 }, CancellationToken.None);

        Assert.Equal("PATCH /v1/integration/my-aws/resync-state", port.Calls[0].ToString());
        AssertJson(
            """{"status":"running","lastResyncStart":"2026-01-01T00:00:00+00:00","lastResyncEnd":null,"nextResync":null,"intervalInMinuets":null}""",
            port.Calls[0]);
        AssertJson(
            """{"status":"completed","lastResyncEnd":"2026-01-01T00:00:00+00:00","nextResync":"2026-01-01T00:00:00+00:00","intervalInMinuets":60}""",
            port.Calls[1]);
    }

    [Theory]
    [InlineData("""{"ok":true,"request":{"updatedAt":"2026-01-01T00:00:00Z","by":"x"}}""", "2026-01-01T00:00:00Z")]
    [InlineData("""{"ok":true,"request":null}""", null)]
    public async Task FindResyncRequestAsync_AnyAnswer_IsRead(string body, string? expected)
    {
        var (sut, port) = Answering(body);

        Assert.Equal(expected, (await sut.FindResyncRequestAsync(CancellationToken.None))?.UpdatedAt);
        Assert.Equal("GET /v1/integration/my-aws/resync-request", Single(port).ToString());
    }

    [Fact]
    public async Task GetOrganizationAsync_AnyAnswer_HasIdAndFlags()
    {
        var (sut, port) = Answering("""{"ok":true,"organization":{"id":"org_1","name":"Acme","featureFlags":["A","B"],"settings":{}}}""");

        var organization = await sut.GetOrganizationAsync(CancellationToken.None);

        Assert.Equal("GET /v1/organization", Single(port).ToString());
        Assert.Equal(("org_1", "Acme"), (organization.Id, organization.Name));
        Assert.Equal(["A", "B"], organization.FeatureFlags);
    }

    [Fact]
    public async Task GetProvisionedTypesAsync_AnyAnswer_ListsTheTypes()
    {
        var (sut, port) = Answering("""{"ok":true,"integrations":["aws","github"]}""");

        Assert.Equal(["aws", "github"], await sut.GetProvisionedTypesAsync(CancellationToken.None));
        Assert.Equal("GET /v1/integration/provision-enabled", Single(port).ToString());
    }

    [Fact]
    public async Task SendExamplesAsync_KindWithColons_IsEncoded()
    {
        var (sut, port) = Answering("""{"ok":true}""");

        await sut.SendExamplesAsync("AWS::S3::Bucket", [Json("""{"a":1}""")], CancellationToken.None);

        Assert.Equal("POST /v1/integration/my-aws/kinds/AWS%3A%3AS3%3A%3ABucket/examples", Single(port).ToString());
        AssertJson("""{"examples":[{"a":1}]}""", Single(port));
    }

    private (PortClient Sut, StubPort Port) Answering(string body, int status = 200)
    {
        var port = new StubPort(_ => new StubAnswer(status, body), _time);
        return (Sut.Create(port, _time), port);
    }

    private static StubRequest Single(StubPort port) => Assert.Single(port.Calls);

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private static void AssertJson(string expected, StubRequest actual) =>
        Assert.True(JsonElement.DeepEquals(Json(expected), actual.Json), actual.Json.GetRawText());
}
