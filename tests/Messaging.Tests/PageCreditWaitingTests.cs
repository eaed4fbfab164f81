using Pipeline.Contracts;
using Pipeline.Messaging.Flow;

namespace Pipeline.Messaging.Tests;

/// <summary>Who waits for credit, in which order, and what becomes of those who give up.</summary>
public sealed class PageCreditWaitingTests
{
    private static readonly Guid RunId = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55");
    private readonly PageCredit _sut = new(capacity: 200, CancellationToken.None);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_SmallPageBehindALargeOne_DoesNotOvertake()
    {
        await _sut.TakeAsync(Page(1), 60, Token);
        var large = _sut.TakeAsync(Page(2), 60, Token);
        var small = _sut.TakeAsync(Page(3), 10, Token);
        Assert.False(small.IsCompleted);

        _sut.Return(Page(1));

        await large;
        await small;
    }

    [Fact]
    public async Task Take_Redelivered_KeepsItsCredit()
    {
        await _sut.TakeAsync(Page(1), 100, Token);

        await _sut.TakeAsync(Page(1), 100, Token);

        _sut.Return(Page(1));
        await _sut.TakeAsync(Page(2), 100, Token);
    }

    [Fact]
    public async Task Take_TwiceWhileWaiting_IsAdmittedOnce()
    {
        await _sut.TakeAsync(Page(1), 100, Token);
        var first = _sut.TakeAsync(Page(2), 60, Token);
        var again = _sut.TakeAsync(Page(2), 60, Token);

        _sut.Return(Page(1));

        await first;
        await again;
        await _sut.TakeAsync(Page(3), 40, Token);
    }

    [Fact]
    public async Task Take_FirstInLineCancelled_AdmitsThoseBehind()
    {
        await _sut.TakeAsync(Page(1), 60, Token);
        using var cancellation = new CancellationTokenSource();
        var large = _sut.TakeAsync(Page(2), 60, cancellation.Token);
        var small = _sut.TakeAsync(Page(3), 40, Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        await small;
    }

    [Fact]
    public async Task Take_Cancelled_LeaksNothing()
    {
        await _sut.TakeAsync(Page(1), 100, Token);
        using var cancellation = new CancellationTokenSource();
        var waiting = _sut.TakeAsync(Page(2), 100, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        _sut.Return(Page(1));

        await _sut.TakeAsync(Page(3), 100, Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _sut.TakeAsync(Page(4), 100, cancellation.Token));
    }

    private static BatchId Page(int number) => new(RunId, "100000000001/eu-west-1/AWS::S3::Bucket", 1, number);
}
