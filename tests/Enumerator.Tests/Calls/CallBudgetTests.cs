using Microsoft.Extensions.Time.Testing;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Tests.Calls;

public sealed class CallBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void WaitAsync_NeverThrottled_DoesNotWait()
    {
        var sut = new CallBudget(_time);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(sut.WaitAsync(CancellationToken.None).IsCompleted));
    }

    // A limit is really exceeded: what AWS grants is used up, and what it refuses stays within reason.
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    [Trait("Row", "R17")]
    public async Task WaitAsync_TokenBucket_UsesWhatIsGrantedWithoutHammering(double refill)
    {
        var bucket = new TokenBucket(refill);
        const int Answers = 400;

        var (seconds, calls) = await DriveAsync(Answers, now => bucket.Takes(now));

        Assert.InRange(seconds, 0, (Answers / refill * 1.35) + 10);
        Assert.InRange(calls, Answers, Answers * 4);
    }

    // Others make AWS refuse, whatever our rate: slowing down would not help, and must not happen for ever.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.4)]
    public async Task WaitAsync_RandomRefusals_DoNotCollapseTheRate(double share)
    {
        var chance = new Lcg(7);

        var (seconds, calls) = await DriveAsync(1000, _ => chance.Next() >= share);

        Assert.InRange(seconds, 0, 40);
        Assert.InRange(calls, 1000, 2000);
    }

    [Fact]
    public async Task WaitAsync_EverythingRefused_StillAsksTwiceASecond()
    {
        var asked = 0;

        var (seconds, _) = await DriveAsync(1, _ => ++asked > 100);

        Assert.InRange(seconds, 10, 60);
    }

    [Fact]
    public async Task WaitAsync_OneInFrontIsCancelled_TheNextGetsItsTurn()
    {
        var sut = new CallBudget(_time);
        sut.Throttled();
        using var cancellation = new CancellationTokenSource();
        await sut.WaitAsync(CancellationToken.None);
        var cancelled = sut.WaitAsync(cancellation.Token);
        var next = sut.WaitAsync(CancellationToken.None);

        await cancellation.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await next.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task WaitAsync_RateRecovers_ThoseWhoWaitBenefit()
    {
        var sut = new CallBudget(_time);
        sut.Throttled();
        await sut.WaitAsync(CancellationToken.None);
        var waiting = Enumerable.Range(0, 100).Select(_ => sut.WaitAsync(CancellationToken.None)).ToList();

        // 20 calls a second would take five seconds; answers raise it to thousands.
        for (var answer = 0; answer < 10_000; answer++)
        {
            sut.Answered();
        }

        var all = Task.WhenAll(waiting);
        for (var step = 0; step < 100 && !all.IsCompleted; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(20));
            await all.WaitAsync(TimeSpan.FromMilliseconds(5)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        Assert.True(all.IsCompletedSuccessfully);
    }

    // One caller who always has another call to make; the clock moves only when it has to wait for its turn.
    private async Task<(double Seconds, int Calls)> DriveAsync(int answers, Func<double, bool> isAnswered)
    {
        var sut = new CallBudget(_time);
        var start = _time.GetTimestamp();
        var calls = 0;
        while (answers > 0)
        {
            var turn = sut.WaitAsync(CancellationToken.None);
            while (!turn.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(5));
            }

            await turn;
            calls++;
            if (isAnswered(_time.GetElapsedTime(start).TotalSeconds))
            {
                answers--;
                sut.Answered();
            }
            else
            {
                sut.Throttled();
            }

            // A call takes its time, too.
            _time.Advance(TimeSpan.FromMilliseconds(2));
        }

        return (_time.GetElapsedTime(start).TotalSeconds, calls);
    }

    private sealed class TokenBucket(double refill)
    {
        private double _tokens;
        private double _filledAt;

        public bool Takes(double now)
        {
            _tokens = Math.Min(refill * 2, _tokens + ((now - _filledAt) * refill));
            _filledAt = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }

    // Numerical Recipes' generator: chance that is the same in every run.
    private sealed class Lcg(uint seed)
    {
        private uint _state = seed;

        public double Next()
        {
            _state = unchecked((_state * 1664525) + 1013904223);
            return _state / (uint.MaxValue + 1.0);
        }
    }
}
