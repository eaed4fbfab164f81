namespace Pipeline.Port.Tests;

public sealed class ConcurrencyWindowTests
{
    [Fact]
    public async Task EnterAsync_AllGoesWell_GrowsToTheMaximumAndNoFurther()
    {
        var sut = new ConcurrencyWindow(10);

        for (var i = 0; i < 200; i++)
        {
            await sut.EnterAsync(CancellationToken.None);
            sut.Exit(isStrained: false);
        }

        Assert.Equal(10, sut.Size);
    }

    [Fact]
    public async Task Exit_RequestsUnderWayTogetherAreStrained_HalvesOnce()
    {
        var sut = await GrownAsync();

        for (var i = 0; i < 10; i++)
        {
            sut.Exit(isStrained: true);
        }

        Assert.Equal(5, sut.Size);
    }

    [Fact]
    public async Task Exit_StrainedAgainAndAgain_KeepsOne()
    {
        var sut = new ConcurrencyWindow(10);

        for (var i = 0; i < 50; i++)
        {
            await sut.EnterAsync(CancellationToken.None);
            sut.Exit(isStrained: true);
        }

        Assert.Equal(1, sut.Size);
    }

    [Fact]
    public async Task EnterAsync_WindowFull_WaitsItsTurnInOrder()
    {
        var sut = await GrownAsync();
        var first = sut.EnterAsync(CancellationToken.None).AsTask();
        var second = sut.EnterAsync(CancellationToken.None).AsTask();

        sut.Exit(isStrained: false);
        await first;

        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_GivenUp_LeavesTheTurnToTheNext()
    {
        var sut = await GrownAsync();
        using var cancellation = new CancellationTokenSource();
        var givenUp = sut.EnterAsync(cancellation.Token).AsTask();
        var next = sut.EnterAsync(CancellationToken.None).AsTask();

        await cancellation.CancelAsync();
        sut.Exit(isStrained: false);

        await next;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
    }

    /// <summary>A window of ten, all of them taken.</summary>
    private static async Task<ConcurrencyWindow> GrownAsync()
    {
        var window = new ConcurrencyWindow(10);
        for (var i = 0; i < 200; i++)
        {
            await window.EnterAsync(CancellationToken.None);
            window.Exit(isStrained: false);
        }

        for (var i = 0; i < 10; i++)
        {
            await window.EnterAsync(CancellationToken.None);
        }

        return window;
    }
}
