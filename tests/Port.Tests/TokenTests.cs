using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Port.Tests;

public sealed class TokenTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task AnyCall_ManyAtOnce_FetchOneToken()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time);
        using var sut = Sut.Create(port, _time);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => UpsertAsync(sut)));

        Assert.Equal(1, port.TokenRequests);
        Assert.Equal(50, port.Calls.Count);
    }

    [Fact]
    [Trait("Row", "R16")]
    public async Task AnyCall_TokenNearItsEnd_RenewsItOnceWithoutA401()
    {
        var port = new StubPort(request => StubAnswer.Bulk(request), _time) { TokenSeconds = 100 };
        using var sut = Sut.Create(port, _time);

        for (var seconds = 0; seconds < 1000; seconds++)
        {
            await Task.WhenAll(UpsertAsync(sut), UpsertAsync(sut), UpsertAsync(sut));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(port.TokenRequests, 10, 12);
        Assert.All(port.Calls, call => Assert.True(call.At < IssuedAt(port, call) + TimeSpan.FromSeconds(100)));
    }

    [Fact]
    public async Task AnyCall_PortHandsOutTheSameTokenWhileItIsActive_AsksTwiceForEachExpiry()
    {
        var start = _time.GetUtcNow();
        var port = new StubPort(
            request =>
            {
                if (!request.IsToken)
                {
                    return StubAnswer.Bulk(request);
                }

                var age = (_time.GetUtcNow() - start).TotalSeconds;
                return StubAnswer.Token($"token-{(int)(age / 100)}", 100 - (age % 100));
            },
            _time) { AnswersTokens = true };
        using var sut = Sut.Create(port, _time);

        for (var seconds = 0; seconds < 1000; seconds++)
        {
            await UpsertAsync(sut);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(port.TokenRequests, 10, 21);
    }

    [Fact]
    [Trait("Row", "R16")]
    public async Task AnyCall_BurstOf401_RenewsOnceAndLosesNothing()
    {
        var valid = "Bearer token-1";
        var port = new StubPort(
            request => request.Headers["Authorization"] == Volatile.Read(ref valid)
                ? StubAnswer.Bulk(request)
                : StubAnswer.Error(401, "unauthorized", "token expired"),
            _time);
        using var sut = Sut.Create(port, _time);

        for (var expiry = 1; expiry <= 5; expiry++)
        {
            var results = await _time.RunAsync(Task.WhenAll(Enumerable.Range(0, 40).Select(_ => UpsertAsync(sut))));
            Assert.All(results, result => Assert.True(result.Outcomes[0].Written));
            Assert.Equal(expiry, port.TokenRequests);
            Volatile.Write(ref valid, $"Bearer token-{expiry + 1}");
        }
    }

    [Fact]
    public async Task AnyCall_Late401ForTheOldToken_DoesNotThrowAwayTheNewOne()
    {
        var late = new TaskCompletionSource();
        var calls = 0;
        var port = new StubPort(
            async request =>
            {
                if (request.Headers["Authorization"] != "Bearer token-1")
                {
                    return StubAnswer.Bulk(request);
                }

                if (Interlocked.Increment(ref calls) == 1)
                {
                    await late.Task;
                }

                return StubAnswer.Error(401, "unauthorized", "token expired");
            },
            _time);
        using var sut = Sut.Create(port, _time);
        var slow = UpsertAsync(sut);
        await Clock.EventuallyAsync(() => Volatile.Read(ref calls) == 1);

        await UpsertAsync(sut);
        late.SetResult();
        await slow;

        Assert.Equal(2, port.TokenRequests);
    }

    [Fact]
    public async Task AnyCall_PortRejectsEveryToken_EndsWithAClearError()
    {
        var port = new StubPort(_ => StubAnswer.Error(401, "unauthorized", "no"), _time);
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortException>(() => _time.RunAsync(UpsertAsync(sut)));

        Assert.Equal(PortErrorKind.Unauthorized, failure.Kind);
        Assert.InRange(port.Calls.Count, 2, 8);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task AnyCall_WrongCredentials_IsFinalAndNamesTheVariables(int status)
    {
        var port = new StubPort(_ => StubAnswer.Error(status, "invalid_credentials", $"secret {Sut.Secret} is wrong"), _time)
        {
            AnswersTokens = true,
        };
        using var sut = Sut.Create(port, _time);

        var failure = await Assert.ThrowsAsync<PortAuthenticationException>(() => UpsertAsync(sut));

        Assert.Contains("OCEAN__PORT__CLIENT_SECRET", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Sut.Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, port.TokenRequests);
        Assert.Empty(port.Calls);
    }

    [Fact]
    public async Task AnyCall_TokenRouteFailsForAWhile_Waits()
    {
        var failures = 3;
        var port = new StubPort(
            request => !request.IsToken ? StubAnswer.Bulk(request)
                : failures-- > 0 ? StubAnswer.Error(503, "unavailable", "later") : StubAnswer.Token("t"),
            _time) { AnswersTokens = true };
        using var sut = Sut.Create(port, _time);

        var result = await _time.RunAsync(UpsertAsync(sut));

        Assert.True(result.Outcomes[0].Written);
        Assert.Equal(4, port.TokenRequests);
    }

    [Fact]
    public async Task AnyCall_RenewalAheadOfTimeFails_GoesOnWithTheTokenItHas()
    {
        var isDown = false;
        var port = new StubPort(
            request => !request.IsToken ? StubAnswer.Bulk(request)
                : isDown ? StubAnswer.Error(503, "unavailable", "later") : StubAnswer.Token("t", 100),
            _time) { AnswersTokens = true };
        using var sut = Sut.Create(port, _time);
        await UpsertAsync(sut);
        isDown = true;
        _time.Advance(TimeSpan.FromSeconds(95));

        var result = await UpsertAsync(sut);

        Assert.True(result.Outcomes[0].Written);
    }

    private static Task<BulkUpsertResult> UpsertAsync(PortClient sut) =>
        sut.UpsertAsync("bucket", Sut.Entities(1), Sut.Upsert, CancellationToken.None);

    private static DateTimeOffset IssuedAt(StubPort port, StubRequest call)
    {
        var number = int.Parse(call.Headers["Authorization"].AsSpan("Bearer token-".Length), provider: null);
        return port.Requests.Where(request => request.IsToken).ElementAt(number - 1).At;
    }
}
