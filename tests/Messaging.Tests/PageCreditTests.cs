using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pipeline.Contracts;
using Pipeline.Messaging.Flow;

namespace Pipeline.Messaging.Tests;

public sealed class PageCreditTests
{
    private static readonly Guid RunId = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55");
    private readonly PageCredit _sut = new(capacity: 200, CancellationToken.None);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_NoRoom_WaitsUntilThePageIsReturned()
    {
        await _sut.TakeAsync(Page(1), 60, Token);
        var second = _sut.TakeAsync(Page(2), 60, Token);
        Assert.False(second.IsCompleted);

        _sut.Return(Page(1));

        await second;
    }

    [Fact]
    public async Task Take_PartsOfPagesThatHoldEverything_AreAdmitted()
    {
        await _sut.TakeAsync(Page(1), 60, Token);
        await _sut.TakeAsync(Page(2), 40, Token);

        await _sut.TakeAsync(Page(1), part: 1, 60, Token);
        var second = _sut.TakeAsync(Page(1), part: 2, 60, Token);
        Assert.False(second.IsCompleted);

        _sut.Return(Page(1), part: 1);
        await second;
    }

    [Fact]
    public async Task Take_Unlimited_NeverWaits()
    {
        await PageCredit.Unlimited.TakeAsync(Page(1), int.MaxValue, Token);
        await PageCredit.Unlimited.TakeAsync(Page(2), int.MaxValue, Token);
        await PageCredit.Unlimited.TakeAsync(Page(2), part: 1, int.MaxValue, Token);

        Assert.Equal(0, PageCredit.Unlimited.Waiting);
    }

    [Fact]
    public async Task Forfeit_Page_GivesItsPartsBack()
    {
        await _sut.TakeAsync(Page(1), part: 1, 50, Token);
        await _sut.TakeAsync(Page(1), part: 2, 50, Token);
        var other = _sut.TakeAsync(Page(2), part: 1, 100, Token);

        _sut.Forfeit(Page(1));

        await other;
    }

    [Fact]
    public async Task Take_LargerThanAll_TravelsAlone()
    {
        await _sut.TakeAsync(Page(1), 1, Token);
        var large = _sut.TakeAsync(Page(2), 500, Token);
        Assert.False(large.IsCompleted);

        _sut.Return(Page(1));
        await large;
        var next = _sut.TakeAsync(Page(3), 1, Token);
        Assert.False(next.IsCompleted);

        _sut.Return(Page(2));
        await next;
    }

    [Fact]
    public async Task Take_ProcessStops_GivesUp()
    {
        using var stopping = new CancellationTokenSource();
        var credit = new PageCredit(capacity: 200, stopping.Token);
        await credit.TakeAsync(Page(1), 100, Token);
        var waiting = credit.TakeAsync(Page(2), 100, Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => credit.TakeAsync(Page(3), 1, Token));
    }

    [Fact]
    public async Task Forfeit_Page_GivesItsCreditBackOnce()
    {
        await _sut.TakeAsync(Page(1), 100, Token);

        _sut.Forfeit(Page(1));
        _sut.Forfeit(Page(1));
        _sut.Return(Page(1));

        await _sut.TakeAsync(Page(2), 100, Token);
        Assert.False(_sut.TakeAsync(Page(3), 1, Token).IsCompleted);
    }

    [Fact]
    public async Task Forfeit_Run_GivesBackItsPagesOnly()
    {
        var other = Page(1) with { RunId = Guid.Empty };
        await _sut.TakeAsync(other, 10, Token);
        await _sut.TakeAsync(Page(1), 40, Token);
        await _sut.TakeAsync(Page(2), 40, Token);
        await _sut.TakeAsync(Page(1), part: 1, 100, Token);

        _sut.Forfeit(RunId);

        await _sut.TakeAsync(Page(3), part: 1, 100, Token);
        await _sut.TakeAsync(Page(3), 90, Token);
        Assert.False(_sut.TakeAsync(Page(4), 1, Token).IsCompleted);
    }

    [Property(MaxTest = 50)]
    public Property Take_ManyAtOnceSomeGivenUp_NeverExceedsCapacityAndEndsEmpty()
    {
        var pages = Gen.Zip(Gen.Choose(1, 60), Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))).ListOf(200);
        return Prop.ForAll(pages.ToArbitrary(), async drawn =>
        {
            var credit = new PageCredit(capacity: 200, CancellationToken.None);
            var used = 0;
            var most = 0;
            await Task.WhenAll(drawn.Select((page, index) => Task.Run(async () =>
            {
                using var cancellation = new CancellationTokenSource();
                var taken = credit.TakeAsync(Page(index), page.Item1, cancellation.Token);
                if (page.Item2)
                {
                    await cancellation.CancelAsync();
                }

                await taken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (taken.IsCompletedSuccessfully)
                {
                    InterlockedMaximum(ref most, Interlocked.Add(ref used, page.Item1));
                    await Task.Yield();
                    Interlocked.Add(ref used, -page.Item1);
                    credit.Return(Page(index));
                }
            }))).WaitAsync(TimeSpan.FromSeconds(30));

            Assert.InRange(most, 0, 100);
            Assert.True(credit.TakeAsync(Page(-1), 100, CancellationToken.None).IsCompleted);
        });
    }

    private static BatchId Page(int number) => new(RunId, "100000000001/eu-west-1/AWS::S3::Bucket", 1, number);

    private static void InterlockedMaximum(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
