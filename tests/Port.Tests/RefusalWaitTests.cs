using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

/// <summary>How long a refusal makes calls wait.</summary>
public sealed class RefusalWaitTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("Retry-After", "30")]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT")]
    [InlineData("x-ratelimit-reset", "30")]
    [InlineData("x-ratelimit-reset", "1772366430")]
    public async Task AnyCall_Refused_WaitsAsLongAsPortSays(string header, string value)
    {
        var port = RefusingOnce(header, value);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertAsync(sut));

        Assert.InRange(port.Calls[1].At - port.Calls[0].At, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31.5));
        Assert.Equal((1, 1), (sut.Statistics.Throttled, sut.Statistics.Retries));
    }

    [Theory]
    [InlineData("Retry-After", "86400000000")]
    [InlineData("x-ratelimit-reset", "1772366400000")]
    [InlineData("x-ratelimit-reset", "9999")]
    public async Task AnyCall_RefusedForAges_AsksAgainAfterFiveMinutes(string header, string value)
    {
        var port = RefusingOnce(header, value);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertAsync(sut), TimeSpan.FromSeconds(1));

        Assert.InRange(port.Calls[1].At - port.Calls[0].At, TimeSpan.FromSeconds(299), TimeSpan.FromSeconds(303));
    }

    [Fact]
    public async Task AnyCall_RefusedWithoutAnyHeader_WaitsLongerEachTime()
    {
        var refusals = 6;
        var port = new StubPort(
            request => refusals-- > 0 ? StubAnswer.Error(429, "too_many_requests", "slow down") : StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertAsync(sut), TimeSpan.FromMilliseconds(20));

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

    private StubPort RefusingOnce(string header, string value)
    {
        var refusals = 1;
        return new StubPort(
            request => refusals-- > 0 ? StubAnswer.Error(429, "too_many_requests", "slow down", (header, value)) : StubAnswer.Bulk(request), _time);
    }

    private static async Task UpsertAsync(PortClient sut) =>
        Assert.True((await sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None)).Outcomes[0].Written);
}
