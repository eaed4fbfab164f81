using System.Net;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;
using Pipeline.Messaging.Tests.AmazonSqs.Wire;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

public sealed partial class TrapTests
{
    // R9, R10: the same id comes again while it is being handled, because nothing could keep it hidden.
    [Fact]
    public async Task Redelivery_WhileTheFirstIsHandled_IsNotHandledTwiceAndIsDeletedWithTheLastReceipt()
    {
        var receives = 0;
        Share.Between = On(Extend, _ => Task.FromResult(Throttled()), response => Interlocked.Add(ref receives, response));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = 0;
        using var host = await StartAsync(concurrency: 2, async _ =>
        {
            Interlocked.Increment(ref handled);
            await gate.Task;
        });

        await Bus(host).Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => receives >= 3, "it was received three times");
        gate.SetResult();

        await Share.EmptyAsync("trap");
        Assert.Equal(1, handled);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Extending_Fails_IsTriedAgainAndTheMessageIsKept()
    {
        var (receives, failures) = (0, 0);
        Share.Between = On(
            Extend,
            send => Interlocked.Increment(ref failures) switch
            {
                1 => throw new HttpRequestException("the connection broke"),
                3 => Task.FromResult(StubAws.Text("text/html", "<html>bad gateway</html>", HttpStatusCode.BadGateway)),
                _ => send(),
            },
            received => Interlocked.Add(ref receives, received));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = await StartAsync(concurrency: 2, _ => gate.Task, visibilitySeconds: 6);

        await Bus(host).Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => failures >= 4, "it was extended after each failure");
        gate.SetResult();

        await Share.EmptyAsync("trap");
        Assert.Equal(1, receives);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Extending_MessagesThatWait_KeepsThemToo()
    {
        var receives = 0;
        Share.Between = On(null, send => send(), received => Interlocked.Add(ref receives, received));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = 0;
        using var host = await StartAsync(concurrency: 1, async _ =>
        {
            Interlocked.Increment(ref handled);
            await gate.Task;
        });
        await Bus(host).Publish(new Ping(1), Token);
        await Bus(host).Publish(new Ping(2), Token);
        await Eventually.TrueAsync(() => receives == 2, "both are here, one of them waiting");
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(() => TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(4), "twice the visibility timeout is over");

        gate.SetResult();

        await Share.EmptyAsync("trap");
        Assert.Equal((2, 2), (receives, handled));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Receipt_IsLost_CancelsTheHandler()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Share.Between = On(Extend, _ => Task.FromResult(AllFailed("ReceiptHandleIsInvalid")));
        using var host = await StartAsync(concurrency: 1, async context =>
        {
            await using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            context.CancellationToken.ThrowIfCancellationRequested();
        });

        await Bus(host).Publish(new Ping(1), Token);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        await host.StopAsync(Token);
        Assert.Empty(await Share.TakeAsync("trap_error", waitSeconds: 0));
    }

    // R10: what is worked on for too long is let go, and the queue drains.
    [Fact]
    public async Task MaxVisibility_IsOver_CancelsTheHandlerAndTheMessageIsHandledAnew()
    {
        var handled = 0;
        using var host = await StartAsync(
            concurrency: 1,
            async context =>
            {
                if (Interlocked.Increment(ref handled) == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
                }
            },
            maxVisibility: TimeSpan.FromSeconds(3));
        var since = TimeProvider.System.GetTimestamp();

        await Bus(host).Publish(new Ping(1), Token);

        await Eventually.TrueAsync(() => handled == 2, "it was handled anew");
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(10));
        await Share.EmptyAsync("trap");
        await host.StopAsync(Token);
    }
}
