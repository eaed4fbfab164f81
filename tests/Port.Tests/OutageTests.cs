using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class OutageTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(522)]
    public async Task UpsertAsync_PassingFailure_IsRepeated(int status)
    {
        var failures = 3;
        var port = new StubPort(
            request => failures-- > 0 ? StubAnswer.Error(status, "unavailable", "later") : StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(UpsertAsync(sut));

        Assert.True(result.Outcomes[0].Written);
        Assert.Equal((3, 4), (sut.Statistics.Retries, sut.Statistics.BulkRequests));
    }

    // HttpClient lets the socket's own exception out when a connection is reset between its making and its first use.
    [Fact]
    public async Task UpsertAsync_ConnectionGoneAsItIsMade_IsRepeated()
    {
        var failures = 3;
        var port = new StubPort(
            request => failures-- > 0 ? throw new SocketException((int)SocketError.NotConnected) : StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(UpsertAsync(sut));

        Assert.True(result.Outcomes[0].Written);
        Assert.Equal(3, sut.Statistics.Retries);
    }

    [Fact]
    public async Task UpsertAsync_RetryAfterOn503_IsObeyed()
    {
        var isFirst = true;
        var port = new StubPort(
            request =>
            {
                var fails = isFirst;
                isFirst = false;
                return fails ? StubAnswer.Error(503, "unavailable", "later", ("Retry-After", "20")) : StubAnswer.Bulk(request);
            },
            _time);
        using var sut = Sut.Create(port, _time);

        await _time.RunAsync(UpsertAsync(sut));

        Assert.InRange(port.Calls[1].At - port.Calls[0].At, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(22));
    }

    [Fact]
    [Trait("Row", "R13")]
    public async Task UpsertAsync_PortAwayFor20Minutes_WaitsAndWrites()
    {
        var start = _time.GetUtcNow();
        var back = start + TimeSpan.FromMinutes(20);
        var port = new StubPort(
            request => _time.GetUtcNow() < back ? throw new HttpRequestException("Connection refused") : StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        var work = Task.WhenAll(Enumerable.Range(0, 30).Select(_ => UpsertAsync(sut)));
        await _time.RunUntilAsync(() => sut.Outage is not null);
        var seen = _time.GetUtcNow();
        var results = await _time.RunAsync(work, TimeSpan.FromSeconds(1));

        Assert.All(results, result => Assert.True(result.Outcomes[0].Written));
        Assert.True(seen - start < TimeSpan.FromSeconds(30), $"seen after {seen - start}");
        Assert.True(_time.GetUtcNow() - back < TimeSpan.FromMinutes(2), $"done {_time.GetUtcNow() - back} after");
        Assert.Null(sut.Outage);

        // One asks for all: at most one every 15 s, and the few that were under way before it was noticed.
        Assert.InRange(port.Calls.Count(call => call.At < back), 5, 110);
    }

    [Fact]
    public async Task Outage_PortIsDown_SaysSinceWhenAndWhy()
    {
        var start = _time.GetUtcNow();
        var port = new StubPort(StubAnswer (request) => throw new HttpRequestException("Connection refused"), _time);
        using var sut = Sut.Create(port, _time);
        using var cancellation = new CancellationTokenSource();

        var work = sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, cancellation.Token);
        await _time.RunUntilAsync(() => sut.Outage is not null);

        Assert.Equal(start, sut.Outage!.Since, TimeSpan.FromMilliseconds(500));
        Assert.Contains("Connection refused", sut.Outage.ToString(), StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    [Trait("Row", "R13")]
    public async Task UpsertAsync_HalfOfAllCallsFail_LosesNothing()
    {
        var random = new Random(3);
        var port = new StubPort(
            async request =>
            {
                var chance = Chance(random);
                if (chance < 0.1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan);
                }

                return chance < 0.6 ? StubAnswer.Error(503, "unavailable", "later") : StubAnswer.Bulk(request);
            },
            _time);
        using var sut = Sut.Create(port, _time);

        var results = await _time.RunAsync(
            Task.WhenAll(Enumerable.Range(0, 60).Select(_ => UpsertAsync(sut))), TimeSpan.FromSeconds(1));

        Assert.All(results, result => Assert.True(result.Outcomes[0].Written));
        Assert.InRange(port.Peak, 1, 11);
    }

    [Fact]
    public async Task FindIntegrationAsync_PortDown_EndsWhenPatienceDoes()
    {
        var start = _time.GetUtcNow();
        var port = new StubPort(_ => StubAnswer.Error(503, "unavailable", "later"), _time);
        using var sut = Sut.Create(port, _time, options => options.ReadPatience = TimeSpan.FromSeconds(60));

        var failure = await Assert.ThrowsAsync<PortException>(
            () => _time.RunAsync(sut.FindIntegrationAsync(CancellationToken.None)));

        Assert.Equal(PortErrorKind.Transient, failure.Kind);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(120));
    }

    [Theory]
    [InlineData(503, 1)]
    [InlineData(500, 1)]
    [InlineData(429, 3)]
    public async Task CreateIntegrationAsync_Failure_IsRepeatedOnlyIfNothingCanHaveHappened(int status, int calls)
    {
        var failures = 2;
        var port = new StubPort(
            _ => failures-- > 0 ? StubAnswer.Error(status, "x", "y") : new StubAnswer(200, """{"ok":true,"integration":{}}"""), _time);
        using var sut = Sut.Create(port, _time);

        var mapping = JsonSerializer.SerializeToElement(new { resources = Array.Empty<string>() });

        var work = sut.CreateIntegrationAsync(new NewIntegration { Config = mapping }, CancellationToken.None);
        await _time.RunUntilAsync(() => work.IsCompleted);

        Assert.Equal(calls, port.Calls.Count);
        Assert.Equal(calls == 1, work.IsFaulted);
    }

    private static Task<BulkUpsertResult> UpsertAsync(PortClient sut) =>
        sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None);

    private static double Chance(Random random)
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
