using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class RemovalTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Resources_OfAnInstallation_GoToTheirRoutes()
    {
        var port = new StubPort(_ => new StubAnswer(201, """{"ok":true}"""), _time);
        using var sut = Sut.Create(port, _time);
        var body = JsonElement.Parse("""{"identifier":"x"}""");

        await sut.CreateActionAsync(body, CancellationToken.None);
        await sut.CreateScorecardAsync("service", body, CancellationToken.None);
        await sut.CreatePageAsync(body, CancellationToken.None);

        Assert.Equal(
            ["POST /v1/actions", "POST /v1/blueprints/service/scorecards", "POST /v1/pages"], port.Calls.Select(call => call.ToString()));
        Assert.All(port.Calls, call => Assert.Equal(body.GetRawText(), call.Json.GetRawText()));
    }

    [Theory]
    [InlineData("""{"ok":true,"migrationId":"m-1"}""", "m-1")]
    [InlineData("""{"ok":true}""", null)]
    public async Task DeleteBlueprintWithEntitiesAsync_AnswersTheMigration(string answer, string? migration)
    {
        var port = new StubPort(_ => new StubAnswer(200, answer), _time);
        using var sut = Sut.Create(port, _time);

        Assert.Equal(migration, await sut.DeleteBlueprintWithEntitiesAsync("service", CancellationToken.None));
        Assert.Equal("DELETE /v1/blueprints/service/all-entities?delete_blueprint=true", Assert.Single(port.Calls).ToString());
    }

    [Fact]
    public async Task FindMigrationStatusAsync_AndCount_ReadWhatPortSays()
    {
        var port = new StubPort(
            request => new StubAnswer(200, request.Path.Contains("migrations", StringComparison.Ordinal)
                ? """{"ok":true,"migration":{"id":"m-1","status":"RUNNING"}}"""
                : """{"ok":true,"count":12}"""),
            _time);
        using var sut = Sut.Create(port, _time);

        Assert.Equal("RUNNING", await sut.FindMigrationStatusAsync("m-1", CancellationToken.None));
        Assert.Equal(12, await sut.CountEntitiesAsync("service", CancellationToken.None));
    }

    [Fact]
    public async Task DeleteIntegrationAsync_NotThere_IsFalse()
    {
        var port = new StubPort(_ => StubAnswer.Error(404, "not_found", "Integration not found"), _time);
        using var sut = Sut.Create(port, _time);

        Assert.False(await sut.DeleteIntegrationAsync(CancellationToken.None));
        Assert.Equal("DELETE /v1/integration/my-aws", Assert.Single(port.Calls).ToString());
    }
}
