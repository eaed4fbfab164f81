using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class BlueprintCallTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Blueprints_FindCreateUpdateDelete_AreRawJson()
    {
        var (sut, port) = Answering("""{"ok":true,"blueprint":{"identifier":"bucket","extra":true}}""");
        var blueprint = Json("""{"identifier":"bucket","title":"Bucket","schema":{"properties":{},"required":[]}}""");

        var found = await sut.FindBlueprintAsync("bucket", CancellationToken.None);
        await sut.CreateBlueprintAsync(blueprint, CancellationToken.None);
        await sut.UpdateBlueprintAsync("bucket", Json("""{"title":"Buckets"}"""), CancellationToken.None);
        var isDeleted = await sut.DeleteBlueprintAsync("bucket", CancellationToken.None);

        Assert.Equal("""{"identifier":"bucket","extra":true}""", found!.Value.GetRawText());
        Assert.True(isDeleted);
        Assert.Equal(
            ["GET /v1/blueprints/bucket", "POST /v1/blueprints", "PATCH /v1/blueprints/bucket", "DELETE /v1/blueprints/bucket"],
            port.Calls.Select(call => call.ToString()));
        AssertJson(blueprint.GetRawText(), port.Calls[1]);
    }

    [Fact]
    public async Task FindBlueprintAsync_Missing_IsNull()
    {
        var (sut, _) = Answering("""{"ok":false,"error":"not_found","message":"Blueprint not found"}""", 404);

        Assert.Null(await sut.FindBlueprintAsync("bucket", CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task FindBlueprintAsync_IdentifierThatIsAPathStep_IsRefusedHere(string identifier)
    {
        var (sut, port) = Answering("{}");

        await Assert.ThrowsAsync<ArgumentException>(() => sut.FindBlueprintAsync(identifier, CancellationToken.None));
        Assert.Empty(port.Calls);
    }

    private (PortClient Sut, StubPort Port) Answering(string body, int status = 200)
    {
        var port = new StubPort(_ => new StubAnswer(status, body), _time);
        return (Sut.Create(port, _time), port);
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private static void AssertJson(string expected, StubRequest actual) =>
        Assert.True(JsonElement.DeepEquals(Json(expected), actual.Json), actual.Json.GetRawText());
}
