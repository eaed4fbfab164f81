using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

/// <summary>What Port answers to a bulk upsert, read entity by entity.</summary>
public sealed class BulkAnswerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task UpsertAsync_PartlyAccepted_ReportsEachEntity()
    {
        var port = new StubPort(
            request => StubAnswer.Bulk(request, entity => entity.GetProperty("identifier").ValueEquals("e-1")
                ? (422, "invalid_request", "property 'size' must be a number")
                : null),
            _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.UpsertAsync("bucket", Sut.Entities(3), Sut.Upsert, CancellationToken.None);

        Assert.Equal(
            [
                new EntityOutcome(0, "e-0", true, true, null, null, null),
                new EntityOutcome(1, "e-1", false, false, 422, "invalid_request", "property 'size' must be a number"),
                new EntityOutcome(2, "e-2", true, true, null, null, null),
            ],
            result.Outcomes);
        Assert.Single(port.Calls);
    }

    [Fact]
    public async Task UpsertAsync_AnswerOutOfOrderAndIncomplete_PlacesByIndexAndReportsTheMissing()
    {
        const string First = """
            {"ok":true,"added":"later","entities":[
              {"identifier":"e-2","index":2,"created":false,"additionalData":{"x":1}},
              {"identifier":"e-0","index":0,"created":true},
              {"identifier":"e-9","index":9,"created":true}],
             "errors":[]}
            """;
        var port = new StubPort(request => new StubAnswer(200, request.Entities.Count == 3 ? First : """{"ok":true,"entities":[]}"""), _time);
        using var sut = Sut.Create(port, _time);

        var outcomes = (await _time.RunAsync(sut.UpsertAsync("bucket", Sut.Entities(3), Sut.Upsert, CancellationToken.None))).Outcomes;

        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.Written));
        Assert.Equal([true, false, false], outcomes.Select(outcome => outcome.Created));
        Assert.Equal(["e-0", "e-1", "e-2"], outcomes.Select(outcome => outcome.Identifier));
        Assert.Contains("does not mention", outcomes[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpsertAsync_ErrorWithoutIndex_IsPlacedByIdentifier()
    {
        var port = Answering("""
            {"ok":false,"entities":[{"identifier":"e-0","index":0,"created":true}],
             "errors":[{"identifier":"e-1","statusCode":409,"error":"conflict","message":"no"}]}
            """);
        using var sut = Sut.Create(port, _time);

        var outcomes = (await sut.UpsertAsync("bucket", Sut.Entities(2), Sut.Upsert, CancellationToken.None)).Outcomes;

        Assert.Equal(new EntityOutcome(1, "e-1", false, false, 409, "conflict", "no"), outcomes[1]);
    }

    [Fact]
    public async Task UpsertAsync_EntityNamedTwice_CountsAsFailed()
    {
        var port = Answering("""
            {"ok":false,"entities":[{"identifier":"e-0","index":0,"created":true}],
             "errors":[{"identifier":"e-0","index":0,"statusCode":422,"error":"invalid_request","message":"no"}]}
            """);
        using var sut = Sut.Create(port, _time);

        var result = await sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None);

        Assert.False(Assert.Single(result.Outcomes).Written);
    }

    [Fact]
    public async Task UpsertAsync_SearchIdentifierWithoutMatch_IsReported()
    {
        var search = Utf8("""{"identifier":{"combinator":"and","rules":[{"property":"arn","operator":"=","value":"a"}]},"blueprint":"bucket"}""");
        var port = new StubPort(request => StubAnswer.Bulk(request, _ => (404, "not_found", "no entity matches")), _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.UpsertAsync("bucket", [search], Sut.Upsert, CancellationToken.None);

        Assert.Equal(new EntityOutcome(0, null, false, false, 404, "not_found", "no entity matches"), Assert.Single(result.Outcomes));
    }

    [Fact]
    public async Task UpsertAsync_SearchIdentifierWithMatch_TellsWhichEntityItWas()
    {
        var search = Utf8("""{"identifier":{"combinator":"and","rules":[{"property":"arn","operator":"=","value":"a"}]},"blueprint":"bucket"}""");
        var port = Answering("""{"ok":true,"entities":[{"identifier":"found","index":0,"created":false}],"errors":[]}""");
        using var sut = Sut.Create(port, _time);

        var result = await sut.UpsertAsync("bucket", [search], Sut.Upsert, CancellationToken.None);

        Assert.Equal("found", Assert.Single(result.Outcomes).Identifier);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task UpsertAsync_SuccessThatIsNotPorts_IsNotTakenForWritten(string body)
    {
        using var sut = Sut.Create(Answering(body), _time);

        var result = await _time.RunAsync(sut.UpsertAsync("bucket", Sut.Entities(2), Sut.Upsert, CancellationToken.None));

        Assert.All(result.Outcomes, outcome => Assert.False(outcome.Written));
        Assert.Contains("not the expected JSON", result.Outcomes[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("""{"ok":true,"entities":[],"errors":[]}""")]
    public async Task UpsertAsync_OneAnswerGotLost_WritesTheSameOnceMore(string body)
    {
        var isFirst = true;
        var port = new StubPort(
            request =>
            {
                var isLost = isFirst;
                isFirst = false;
                return isLost ? new StubAnswer(200, body) : StubAnswer.Bulk(request);
            },
            _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(sut.UpsertAsync("bucket", Sut.Entities(3), Sut.Upsert, CancellationToken.None));

        Assert.All(result.Outcomes, outcome => Assert.True(outcome.Written));
        Assert.Equal([3, 3], port.Calls.Select(call => call.Entities.Count));
    }

    private StubPort Answering(string body) => new(_ => new StubAnswer(200, body), _time);

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
