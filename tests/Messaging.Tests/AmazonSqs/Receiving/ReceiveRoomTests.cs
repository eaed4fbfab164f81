using Pipeline.Messaging.AmazonSqs.Receiving;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

public sealed class ReceiveRoomTests
{
    private const int Page = 200_000;
    private const long Bytes = 4 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReserveAsync_LargeMessages_AreNoMoreThanTheBytesAllow()
    {
        var sut = new ReceiveRoom(64, Bytes);
        var here = 0;

        while (await TryReserveAsync(sut) is var count and > 0)
        {
            Enter(sut, count, Page);
            here += count;
        }

        Assert.InRange(here, 15, 20);
    }

    [Fact]
    public async Task ReserveAsync_SmallMessages_AreAsManyAsAreAskedFor()
    {
        var sut = new ReceiveRoom(64, Bytes);
        var here = 0;

        while (await TryReserveAsync(sut) is var count and > 0)
        {
            Enter(sut, count, 900);
            here += count;
        }

        Assert.Equal(64, here);
    }

    [Fact]
    public async Task ReserveAsync_OneIsLargerThanAll_GoesAlone()
    {
        var sut = new ReceiveRoom(64, bytes: 1_000);

        Assert.Equal(1, await TryReserveAsync(sut));
        sut.Enter(Page);
        Assert.Equal(0, await TryReserveAsync(sut));
        sut.Leave(Page);

        Assert.Equal(1, await TryReserveAsync(sut));
    }

    // Polls of a queue with nothing in it, and messages that leave: nothing is used up by that.
    [Fact]
    public async Task Unreserve_AndLeave_MakeRoomForThoseWhoWait()
    {
        var sut = new ReceiveRoom(10, Bytes);
        Assert.Equal(10, await sut.ReserveAsync(Token));
        var waiting = new[] { sut.ReserveAsync(Token), sut.ReserveAsync(Token) };
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        Enter(sut, 10, Page);
        sut.Leave(Page);
        Assert.Equal(1, await await Task.WhenAny(waiting));
        sut.Leave(Page);

        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30), Token);
        sut.Unreserve(2);
        Assert.Equal(2, await sut.ReserveAsync(Token));
    }

    private static void Enter(ReceiveRoom room, int count, int size)
    {
        for (var message = 0; message < count; message++)
        {
            room.Enter(size);
        }
    }

    // Room that is there is given at once.
    private static async Task<int> TryReserveAsync(ReceiveRoom room)
    {
        using var enough = new CancellationTokenSource();
        var reserved = room.ReserveAsync(enough.Token);
        if (!reserved.IsCompleted)
        {
            await enough.CancelAsync();
        }

        return reserved.IsCompletedSuccessfully ? await reserved : 0;
    }
}
