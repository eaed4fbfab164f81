using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

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
        var port = Answering("""
            {"ok":true,"added":"later","entities":[
              {"identifier":"e-2","index":2,"created":false,"additionalData":{"x":1}},
              {"identifier":"e-0","index":0,"created":true},
              {"identifier":"e-9","index":9,"created":true}],
             "errors":[]}
            """);
        using var sut = Sut.Create(port, _time);

        var outcomes = (await sut.UpsertAsync("bucket", Sut.Entities(3), Sut.Upsert, CancellationToken.None)).Outcomes;

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
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task UpsertAsync_WholeRequestRefused_NarrowsDownToTheEntityAtFault(int status)
    {
        var port = new StubPort(
            request => request.Entities.Any(entity => entity.GetProperty("identifier").ValueEquals("e-13"))
                ? StubAnswer.Error(status, "refused", "identifier of one entity is wrong")
                : StubAnswer.Bulk(request),
            _time);
        using var sut = Sut.Create(port, _time);

        var outcomes = (await sut.UpsertAsync("bucket", Sut.Entities(20), Sut.Upsert, CancellationToken.None)).Outcomes;

        var failed = Assert.Single(outcomes, outcome => !outcome.Written);
        Assert.Equal(new EntityOutcome(13, "e-13", false, false, status, "refused", "identifier of one entity is wrong"), failed);
        Assert.True(port.Calls.Count <= 11, $"{port.Calls.Count} requests to find 1 of 20");
    }

    [Property(MaxTest = 60)]
    public async Task UpsertAsync_AnySetOfBadEntities_FailsExactlyThese(bool[] isBad, bool isWhole)
    {
        var bad = isBad.Select((value, index) => (value, index)).Where(entry => entry.value).Select(entry => $"e-{entry.index}").ToHashSet();
        bool IsBad(JsonElement entity) => bad.Contains(entity.GetProperty("identifier").GetString()!);
        var port = new StubPort(
            request => isWhole && request.Entities.Any(IsBad)
                ? StubAnswer.Error(422, "invalid_request", "bad")
                : StubAnswer.Bulk(request, entity => IsBad(entity) ? (422, "invalid_request", "bad") : null),
            _time);
        using var sut = Sut.Create(port, _time);

        var outcomes = (await sut.UpsertAsync("bucket", Sut.Entities(isBad.Length), Sut.Upsert, CancellationToken.None)).Outcomes;

        Assert.Equal(Enumerable.Range(0, isBad.Length), outcomes.Select(outcome => outcome.Index));
        Assert.Equal(isBad, outcomes.Select(outcome => !outcome.Written));
        Assert.All(port.Calls, call => Assert.InRange(call.Entities.Count, 1, 20));
    }

    [Fact]
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

    [Fact]
    public async Task UpsertAsync_BlueprintMissing_RejectsEveryEntityWithTheFix()
    {
        var port = new StubPort(_ => StubAnswer.Error(404, "not_found", "Blueprint with identifier \"x y\" was not found"), _time);
        using var sut = Sut.Create(port, _time);

        var result = await sut.UpsertAsync("x y", Sut.Entities(20), Sut.Upsert, CancellationToken.None);

        Assert.True(result.BlueprintMissing);
        Assert.All(result.Outcomes, outcome => Assert.Equal(
            "blueprint 'x y' does not exist at Port: create it or fix the mapping", outcome.Reason));
        Assert.Equal("/v1/blueprints/x%20y/entities/bulk", Assert.Single(port.Calls).Path);
    }

    [Fact]
    public async Task UpsertAsync_404OfAnotherServer_IsNotAMissingBlueprint()
    {
        var port = new StubPort(_ => new StubAnswer(404, "<html>nginx</html>"), _time);
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortException>(
            () => sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None));

        Assert.Equal(PortErrorKind.RouteMissing, failure.Kind);
        Assert.Contains("OCEAN__PORT__BASE_URL", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpsertAsync_EntityFailedForAPassingReason_IsSentAgainAlone()
    {
        var isFirst = true;
        var port = new StubPort(
            request =>
            {
                var fails = isFirst;
                isFirst = false;
                return StubAnswer.Bulk(request, entity =>
                    fails && entity.GetProperty("identifier").ValueEquals("e-1") ? (503, "unavailable", "try later") : null);
            },
            _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(sut.UpsertAsync("bucket", Sut.Entities(3), Sut.Upsert, CancellationToken.None));

        Assert.All(result.Outcomes, outcome => Assert.True(outcome.Written));
        Assert.Equal([3, 1], port.Calls.Select(call => call.Entities.Count));
    }

    [Fact]
    public async Task UpsertAsync_EntityThatAlwaysFailsForAPassingReason_IsReportedInTheEnd()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request, _ => (503, "unavailable", "try later")), _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None));

        Assert.Equal((503, "try later"), (Assert.Single(result.Outcomes).StatusCode!.Value, result.Outcomes[0].Reason));
    }

    [Fact]
    public async Task UpsertAsync_OneEntityMakesPortFail_IsIsolated()
    {
        var port = new StubPort(
            request => request.Entities.Any(entity => entity.GetProperty("identifier").ValueEquals("e-0"))
                ? StubAnswer.Error(500, "internal_error", "oops")
                : StubAnswer.Bulk(request),
            _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(
            sut.UpsertAsync("bucket", Sut.Entities(8), Sut.Upsert, CancellationToken.None), TimeSpan.FromSeconds(1));

        Assert.Equal((0, 500), (Assert.Single(result.Outcomes, outcome => !outcome.Written).Index, result.Outcomes[0].StatusCode!.Value));
    }

    [Fact]
    public async Task UpsertAsync_PortAnswersEverythingWith500_IsAnOutageAndNoFaultOfTheEntities()
    {
        var port = new StubPort(_ => StubAnswer.Error(500, "internal_error", "oops"), _time);
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortException>(() => _time.RunAsync(
            sut.UpsertAsync("bucket", Sut.Entities(4), Sut.Upsert, CancellationToken.None), TimeSpan.FromSeconds(5)));

        Assert.Equal(PortErrorKind.Transient, failure.Kind);
    }

    [Fact]
    public async Task UpsertAsync_NotAllowed_Throws()
    {
        var port = new StubPort(_ => StubAnswer.Error(403, "forbidden", "IP not allowed", ("x-trace-id", "t-1")), _time);
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortException>(
            () => sut.UpsertAsync("bucket", Sut.Entities(5), Sut.Upsert, CancellationToken.None));

        Assert.Equal(PortErrorKind.Forbidden, failure.Kind);
        Assert.Equal("Port answered 403 forbidden to POST /v1/blueprints/bucket/entities/bulk: IP not allowed (trace t-1)", failure.Message);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task UpsertAsync_SuccessThatIsNotPorts_IsNotTakenForWritten(string body)
    {
        using var sut = Sut.Create(Answering(body), _time);

        await Assert.ThrowsAsync<PortException>(() => sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None));
    }

    private StubPort Answering(string body) => new(_ => new StubAnswer(200, body), _time);

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
