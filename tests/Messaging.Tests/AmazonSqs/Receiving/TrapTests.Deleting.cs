using Pipeline.Messaging.Flow;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

public sealed partial class TrapTests
{
    // Whoever has it may die: then it has to come back, and to be handled.
    [Fact]
    public async Task Handle_LeftToAnotherThatMayHaveTheSameMessage_IsNeitherDeletedNorRemembered()
    {
        var (received, handled) = (0, 0);
        var (isTaken, again) = (new TaskCompletionSource(), new TaskCompletionSource());
        Share.Between = On(Extend, _ => Task.FromResult(Throttled()), count => Interlocked.Add(ref received, count));
        using var host = await StartAsync(1, async context =>
        {
            if (Interlocked.Increment(ref handled) > 1)
            {
                again.TrySetResult();
                return;
            }

            await isTaken.Task;
            context.LeaveToAnother();
        });
        await Bus(host).Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => Volatile.Read(ref received) > 1, "it was handed out again");

        isTaken.SetResult();

        await again.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await Share.EmptyAsync("trap");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Handle_LeftToAnotherMessage_IsDeleted()
    {
        using var host = await StartAsync(
            1,
            context =>
            {
                context.LeaveToAnother();
                return Task.CompletedTask;
            },
            visibilitySeconds: 60);
        await Bus(host).Publish(new Ping(1), Token);

        await Share.EmptyAsync("trap");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Delete_Fails_TheMessageIsNotHandledAgain()
    {
        var (receives, deletes, handled) = (0, 0, 0);
        Share.Between = On(
            Delete,
            send => Interlocked.Increment(ref deletes) == 1 ? Task.FromResult(AllFailed("ReceiptHandleIsInvalid")) : send(),
            received => Interlocked.Add(ref receives, received));
        using var host = await StartAsync(concurrency: 1, _ =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        });

        await Bus(host).Publish(new Ping(1), Token);

        await Eventually.TrueAsync(() => deletes == 2, "it came back and was deleted");
        await Share.EmptyAsync("trap");
        Assert.Equal((2, 1), (receives, handled));
        await host.StopAsync(Token);
    }

    // What is deleted under the receipt of before is not deleted, and SQS says that it was.
    [Fact]
    public async Task Delete_MessageComesAgainMeanwhile_IsDeletedOnceMoreWithTheLastReceipt()
    {
        var (receives, deletes, handled) = (0, 0, 0);
        Share.Between = On(
            Delete,
            async send =>
            {
                if (Interlocked.Increment(ref deletes) == 1)
                {
                    await Eventually.TrueAsync(() => receives == 2, "it came again");
                }

                return await send();
            },
            received => Interlocked.Add(ref receives, received),
            alsoThrottled: Extend);
        using var host = await StartAsync(concurrency: 1, _ =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        });

        await Bus(host).Publish(new Ping(1), Token);

        await Eventually.TrueAsync(() => deletes == 2, "it was deleted twice");
        await Share.EmptyAsync("trap");
        Assert.Equal((2, 1), (receives, handled));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Delete_RequestFails_IsTriedAgain()
    {
        var (deletes, handled) = (0, 0);
        Share.Between = On(Delete, send => Interlocked.Increment(ref deletes) <= 2 ? Task.FromResult(Throttled()) : send());
        using var host = await StartAsync(concurrency: 1, _ =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        });

        await Bus(host).Publish(new Ping(1), Token);

        await Share.EmptyAsync("trap");
        Assert.Equal((3, 1), (deletes, handled));
        await host.StopAsync(Token);
    }

    // The poll is waiting at the time of the stop, and brings a message after it.
    [Fact]
    public async Task Stop_PollBringsAMessageMeanwhile_ItIsThereForOthersAtOnce()
    {
        var (polling, aborted) = (new TaskCompletionSource(), 0);
        Share.Between = async (request, token, send) =>
        {
            if (!Action(request, Receive))
            {
                return await send();
            }

            polling.TrySetResult();
            await using var registration = token.Register(() => Interlocked.Increment(ref aborted));
            return await send();
        };
        using var host = await StartAsync(concurrency: 1, _ => Task.CompletedTask, waitSeconds: 10);
        await polling.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        var stopping = host.StopAsync(Token);
        await Share.PutAsync("trap", "anything");
        await stopping;

        Assert.Equal(0, aborted);
        Assert.Equal((1, 0), await Share.CountAsync("trap"));
        Assert.Equal("anything", Assert.Single(await Share.TakeAsync("trap", waitSeconds: 0)).Body);
    }
}
