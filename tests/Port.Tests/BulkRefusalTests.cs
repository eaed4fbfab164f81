using System.Text.Json;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

/// <summary>Bulk upserts that Port refuses or fails as a whole.</summary>
public sealed class BulkRefusalTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
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

    [Theory]
    [InlineData(403, "<html>blocked</html>")]
    [InlineData(404, "")]
    [InlineData(406, "{}")]
    public async Task UpsertAsync_OneEntityIsRefusedByWhatStandsBeforePort_NarrowsDownToIt(int status, string body)
    {
        var port = new StubPort(
            request => request.Entities.Any(entity => entity.GetProperty("identifier").ValueEquals("e-13")) ? new StubAnswer(status, body) : StubAnswer.Bulk(request),
            _time);
        using var sut = Sut.Create(port, _time);
        await sut.UpsertAsync("bucket", [Sut.Entity("first")], Sut.Upsert, CancellationToken.None);

        var outcomes = (await sut.UpsertAsync("bucket", Sut.Entities(20), Sut.Upsert, CancellationToken.None)).Outcomes;

        var failed = Assert.Single(outcomes, outcome => !outcome.Written);
        Assert.Equal((13, status, $"Port answered {status} to this entity alone"), (failed.Index, failed.StatusCode, failed.Reason));
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
}
