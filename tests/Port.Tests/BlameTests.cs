using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

/// <summary>Writes that Port fails for ever because of one entity, told apart from a Port that is down.</summary>
[Trait("Row", "R14")]
public sealed class BlameTests
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(2.5);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(500, 20)]
    [InlineData(503, 20)]
    [InlineData(522, 7)]
    [InlineData(0, 20)]
    [InlineData(0, 2)]
    [InlineData(500, 2)]
    [InlineData(500, 1)]
    [InlineData(0, 1)]
    public async Task UpsertAsync_OneEntityMakesPortFailForEver_IsRejectedAndTheOthersAreWritten(int status, int count)
    {
        var start = _time.GetUtcNow();
        var port = new StubPort(request => FailAsync(request, Upserted, status, "e-0"), _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(
            sut.UpsertAsync("bucket", Sut.Entities(count), Sut.Upsert, CancellationToken.None), TimeSpan.FromSeconds(1));

        var failed = Assert.Single(result.Outcomes, outcome => !outcome.Written);
        Assert.Equal((0, status == 0 ? null : status), (failed.Index, failed.StatusCode));
        Assert.Contains(status == 0 ? "no answer within 30 s" : "oops", failed.Reason, StringComparison.Ordinal);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.Zero, s_bound);
        Assert.True(count == 1 || sut.Outage is null, sut.Outage?.ToString());
    }

    [Theory]
    [InlineData(500, 2)]
    [InlineData(0, 5)]
    public async Task UpsertAsync_SeveralOfABatchMakePortFail_OnlyTheseAreRejected(int status, int minutes)
    {
        string[] bad = ["e-0", "e-7", "e-8", "e-15", "e-19"];
        var start = _time.GetUtcNow();
        var port = new StubPort(request => FailAsync(request, Upserted, status, bad), _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(
            sut.UpsertAsync("bucket", Sut.Entities(20), Sut.Upsert, CancellationToken.None), TimeSpan.FromSeconds(1));

        Assert.Equal(bad, result.Outcomes.Where(outcome => !outcome.Written).Select(outcome => outcome.Identifier));
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task UpsertAsync_OneEntityMakesPortFail_NeighboursAndOthersDoNotWaitForIt(int status)
    {
        var port = new StubPort(request => FailAsync(request, Upserted, status, "e-0"), _time);
        using var sut = Sut.Create(port, _time);

        var stuck = sut.UpsertAsync("bucket", Sut.Entities(20), Sut.Upsert, CancellationToken.None);
        await _time.RunUntilAsync(() => port.Calls.Count > 0);
        for (var other = 0; other < 20; other++)
        {
            var before = _time.GetUtcNow();
            ReadOnlyMemory<byte>[] entities = [Sut.Entity($"other-{other}")];
            await _time.RunAsync(sut.UpsertAsync("bucket", entities, Sut.Upsert, CancellationToken.None));
            Assert.InRange(_time.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        await _time.RunAsync(stuck, TimeSpan.FromSeconds(1));
        Assert.Null(sut.Outage);
        var last = port.Calls.Last(call => call.IsBulkUpsert && call.Entities.Any(entity => Name(entity) == "e-1")).At;
        Assert.InRange(last - port.Calls[0].At, TimeSpan.Zero, TimeSpan.FromSeconds(70));
    }

    [Theory]
    [InlineData(500, 1)]
    [InlineData(503, 20)]
    [InlineData(0, 20)]
    [Trait("Row", "R13")]
    public async Task UpsertAsync_AllWritesFailFor20Minutes_WaitsAndWrites(int status, int count)
    {
        var back = _time.GetUtcNow() + TimeSpan.FromMinutes(20);
        var port = new StubPort(
            request => request.IsBulkUpsert && _time.GetUtcNow() < back
                ? FailAsync(request, Upserted, status, [.. Names(request)])
                : Task.FromResult(Upserted(request)),
            _time);
        using var sut = Sut.Create(port, _time);

        var work = Enumerable.Range(0, 5).Select(call => sut.UpsertAsync(
            "bucket", [.. Enumerable.Range(0, count).Select(index => Sut.Entity($"e-{call}-{index}"))], Sut.Upsert, CancellationToken.None));
        var results = await _time.RunAsync(Task.WhenAll(work), TimeSpan.FromSeconds(2));

        Assert.All(results.SelectMany(result => result.Outcomes), outcome => Assert.True(outcome.Written, outcome.Reason));
        Assert.InRange(_time.GetUtcNow() - back, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData(500, 30)]
    [InlineData(500, 1)]
    [InlineData(0, 30)]
    public async Task DeleteAsync_OneEntityMakesPortFailForEver_IsRejectedAndTheOthersAreDeleted(int status, int count)
    {
        var start = _time.GetUtcNow();
        var port = new StubPort(request => FailAsync(request, Deleted, status, "e-0"), _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(
            sut.DeleteAsync("bucket", [.. Enumerable.Range(0, count).Select(index => $"e-{index}")], deleteDependents: false, CancellationToken.None),
            TimeSpan.FromSeconds(1));

        var kept = Assert.Single(result.Rejected);
        Assert.Equal(("e-0", status), (kept.Identifier, kept.StatusCode));
        Assert.Contains(status == 0 ? "no answer within 30 s" : "oops", kept.Reason, StringComparison.Ordinal);
        Assert.Equal(count - 1, result.Deleted.Count);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.Zero, s_bound);
    }

    private static async Task<StubAnswer> FailAsync(StubRequest request, Func<StubRequest, StubAnswer> works, int status, params string[] bad)
    {
        if (request.Method == "GET")
        {
            return new StubAnswer(200, """{"ok":true,"blueprint":{}}""");
        }

        if (!Names(request).Intersect(bad).Any())
        {
            return works(request);
        }

        if (status == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan);
        }

        return StubAnswer.Error(status, "internal_error", "oops");
    }

    private static StubAnswer Upserted(StubRequest request) =>
        request.Method == "GET" ? new StubAnswer(200, """{"ok":true,"blueprint":{}}""") : StubAnswer.Bulk(request);

    private static StubAnswer Deleted(StubRequest request) =>
        new(200, JsonSerializer.Serialize(new { ok = true, deletedEntities = Names(request) }));

    private static IEnumerable<string> Names(StubRequest request) => request.Entities.Select(Name);

    private static string Name(JsonElement entity) =>
        (entity.ValueKind == JsonValueKind.String ? entity : entity.GetProperty("identifier")).GetString()!;
}
