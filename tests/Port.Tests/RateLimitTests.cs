using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task AnyCall_NothingRemains_WaitsForTheResetWhichIsAPointInTime()
    {
        var limit = new StubLimit(_time, limit: 5, period: TimeSpan.FromSeconds(60));
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 8));

        Assert.Equal(0, limit.Refused);
        Assert.Equal(8, port.Calls.Count);
        Assert.InRange(port.Calls[^1].At - port.Calls[0].At, TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(180));
    }

    [Fact]
    public async Task LiveWrite_ResyncHasUsedItsShareOfThePeriod_GoesAtOnce()
    {
        var limit = new StubLimit(_time, limit: 20, period: TimeSpan.FromSeconds(60));
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);
        var resync = UpsertManyAsync(sut, 40);
        await Eventually.TrueAsync(() => port.Calls.Count >= 14);

        var live = await sut.UpsertAsync("service", [Encoding.UTF8.GetBytes("""{"identifier":"live"}""")], new UpsertOptions { IsLive = true }, CancellationToken.None);

        Assert.True(Assert.Single(live.Outcomes).Written);
        Assert.InRange(port.Calls.Count, 15, 18);
        Assert.Equal(port.Calls[0].At, port.Calls[^1].At);
        await _time.RunAsync(resync);
        Assert.Equal(0, limit.Refused);
    }

    [Fact]
    public async Task AnyCall_AllWaitForALongReset_SaysSoOnce()
    {
        var log = new RecordingLogger();
        var refusals = 1;
        var port = new StubPort(
            request => refusals-- > 0 ? StubAnswer.Error(429, "too_many_requests", "slow down", ("Retry-After", "120")) : StubAnswer.Bulk(request),
            _time);
        using var sut = Sut.Create(port, _time, logger: log);

        await _time.RunAsync(UpsertManyAsync(sut, 8));

        var said = Assert.Single(log.Lines, line => line.Contains("rate limit", StringComparison.Ordinal));
        Assert.StartsWith("Port's rate limit is used up. Calls wait 120 s", said, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "R12")]
    public async Task AnyCall_StormOfRefusals_StaysWithinTheLimitAndThenEndsTheWork()
    {
        const int Limit = 100;
        var limit = new StubLimit(_time, Limit, TimeSpan.FromSeconds(60)) { RefusedShare = 0.9 };
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);
        var start = _time.GetUtcNow();
        var storm = TimeSpan.FromMinutes(10);

        var work = UpsertManyAsync(sut, 400, callers: 40);
        await _time.RunUntilAsync(() => _time.GetUtcNow() - start >= storm, TimeSpan.FromMilliseconds(500));
        limit.RefusedShare = 0;
        await _time.RunAsync(work, TimeSpan.FromMilliseconds(500));

        Assert.Equal(400, limit.Accepted);
        foreach (var window in port.Requests.GroupBy(request => (long)((request.At - start) / TimeSpan.FromSeconds(60))))
        {
            Assert.True(window.Count() <= Limit * 1.05, $"{window.Count()} requests in minute {window.Key}");
        }
    }

    [Fact]
    public async Task AnyCall_MoreWorkThanThePeriodAllows_IsHardlyEverRefused()
    {
        var limit = new StubLimit(_time, limit: 100, TimeSpan.FromSeconds(60));
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 500, callers: 30), TimeSpan.FromMilliseconds(250));

        Assert.Equal(500, limit.Accepted);
        Assert.InRange(limit.Refused, 0, 5);
        Assert.InRange(port.Calls[^1].At - port.Calls[0].At, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(7));
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    [Trait("Row", "R26")]
    public async Task AnyCall_ClocksDiffer_WaitsByPortsClock(int minutes)
    {
        var skew = TimeSpan.FromMinutes(minutes);
        var limit = new StubLimit(_time, limit: 5, TimeSpan.FromSeconds(60)) { Skew = skew };
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 8));

        Assert.Equal(0, limit.Refused);
        Assert.InRange(port.Calls[^1].At - port.Calls[0].At, TimeSpan.FromSeconds(58), TimeSpan.FromSeconds(180));
    }

    [Fact]
    public async Task AnyCall_ShortPeriods_UsesEachOfThem()
    {
        var limit = new StubLimit(_time, limit: 20, TimeSpan.FromSeconds(1));
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 200, callers: 20), TimeSpan.FromMilliseconds(20));

        Assert.InRange(limit.Refused, 0, 10);
        Assert.True(port.Calls[^1].At - port.Calls[0].At < TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task AnyCall_AmpleBudget_IsNotSlowed()
    {
        var limit = new StubLimit(_time, limit: 1000, TimeSpan.FromSeconds(60));
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);
        var start = _time.GetUtcNow();

        await UpsertManyAsync(sut, 500, callers: 20);

        Assert.Equal(start, _time.GetUtcNow());
        Assert.Equal(500, limit.Accepted);
    }

    [Fact]
    public async Task AnyCall_LastTenthOfThePeriod_IsSpreadOverTheTimeLeft()
    {
        var limit = new StubLimit(_time, limit: 100, TimeSpan.FromSeconds(60));
        var port = new StubPort(request => limit.Answer(request), _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 97, isLive: true));

        var last = port.Calls.TakeLast(5).Select(call => call.At).ToList();
        Assert.All(last.Zip(last.Skip(1)), pair => Assert.True(pair.Second - pair.First > TimeSpan.FromSeconds(2)));
    }

    private static async Task UpsertManyAsync(PortClient sut, int count, int callers = 1, bool isLive = false)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= count)
            {
                var result = await sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert with { IsLive = isLive }, CancellationToken.None);
                Assert.True(result.Outcomes[0].Written);
            }
        }));
    }
}
