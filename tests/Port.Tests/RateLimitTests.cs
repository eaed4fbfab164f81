using System.Globalization;
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

    [Theory]
    [InlineData("Retry-After", "30")]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT")]
    [InlineData("x-ratelimit-reset", "30")]
    [InlineData("x-ratelimit-reset", "1772366430")]
    public async Task AnyCall_Refused_WaitsAsLongAsPortSays(string header, string value)
    {
        var isFirst = true;
        var port = new StubPort(
            request =>
            {
                var refuse = isFirst;
                isFirst = false;
                return refuse ? StubAnswer.Error(429, "too_many_requests", "slow down", (header, value)) : StubAnswer.Bulk(request);
            },
            _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 1));

        Assert.InRange(port.Calls[1].At - port.Calls[0].At, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31.5));
        Assert.Equal((1, 1), (sut.Statistics.Throttled, sut.Statistics.Retries));
    }

    [Theory]
    [InlineData("Retry-After", "86400000000")]
    [InlineData("x-ratelimit-reset", "1772366400000")]
    [InlineData("x-ratelimit-reset", "9999")]
    public async Task AnyCall_RefusedForAges_AsksAgainAfterFiveMinutes(string header, string value)
    {
        var isFirst = true;
        var port = new StubPort(
            request =>
            {
                var refuse = isFirst;
                isFirst = false;
                return refuse ? StubAnswer.Error(429, "too_many_requests", "slow down", (header, value)) : StubAnswer.Bulk(request);
            },
            _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 1), TimeSpan.FromSeconds(1));

        Assert.InRange(port.Calls[1].At - port.Calls[0].At, TimeSpan.FromSeconds(299), TimeSpan.FromSeconds(303));
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

    [Fact]
    public async Task AnyCall_RefusedWithoutAnyHeader_WaitsLongerEachTime()
    {
        var refusals = 6;
        var port = new StubPort(
            request => refusals-- > 0 ? StubAnswer.Error(429, "too_many_requests", "slow down") : StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertManyAsync(sut, 1), TimeSpan.FromMilliseconds(20));

        var waits = port.Calls.Zip(port.Calls.Skip(1)).Select(pair => (pair.Second.At - pair.First.At).TotalSeconds).ToList();
        Assert.Equal(6, waits.Count);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.True(pair.Second > pair.First * 1.5));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("10000", 10_000)]
    [InlineData("1772366410", 10)]
    [InlineData("1772366390", 0)]
    [InlineData("0.5", 0.5)]
    [InlineData("2026-03-01T12:00:07Z", 7)]
    [InlineData("Sun, 01 Mar 2026 12:01:00 GMT", 60)]
    public void Wait_EveryFormOfTheHeader_IsRead(string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RateHeaders.Wait(value, _time.GetUtcNow()));

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData(null)]
    public void Wait_Nonsense_IsNoWait(string? value) => Assert.Null(RateHeaders.Wait(value, _time.GetUtcNow()));

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

    /// <summary>Port's limit: so many requests in each period of the clock, with the four headers.</summary>
    private sealed class StubLimit(FakeTimeProvider time, int limit, TimeSpan period)
    {
        private readonly Lock _gate = new();
        private readonly Random _random = new(7);
        private long _window;
        private int _used;

        public double RefusedShare { get; set; }

        public TimeSpan Skew { get; init; }

        public int Refused { get; private set; }

        public int Accepted { get; private set; }

        public StubAnswer Answer(StubRequest request)
        {
            lock (_gate)
            {
                var now = time.GetUtcNow();
                var window = now.Ticks / period.Ticks;
                _used = window == _window ? _used + 1 : 1;
                _window = window;
                var isRefused = _used > limit || _random.NextDouble() < RefusedShare;
                var headers = Headers(now, new DateTimeOffset((window + 1) * period.Ticks, TimeSpan.Zero), isRefused);
                if (isRefused)
                {
                    Refused++;
                    return StubAnswer.Error(429, "too_many_requests", "slow down", headers);
                }

                Accepted++;
                return StubAnswer.Bulk(request) with { Headers = headers };
            }
        }

        private (string Name, string Value)[] Headers(DateTimeOffset now, DateTimeOffset reset, bool isRefused) =>
        [
            ("x-ratelimit-period", Text((long)period.TotalSeconds)),
            ("x-ratelimit-limit", Text(limit)),
            ("x-ratelimit-remaining", Text(isRefused ? 0 : Math.Max(0, limit - _used))),
            ("x-ratelimit-reset", Text((reset + Skew).ToUnixTimeSeconds())),
            ("Date", (now + Skew).ToString("R", CultureInfo.InvariantCulture)),
        ];

        private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
