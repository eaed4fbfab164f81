using System.Collections.Concurrent;
using MassTransit;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

public abstract partial class TransportContract
{
    [Fact]
    public async Task Consume_Throws_PublishesAFault()
    {
        var faults = new ConcurrentQueue<Fault<Ping>>();
        using var host = await StartAsync(bus =>
        {
            bus.ReceiveEndpoint(Name("throws"), endpoint => endpoint.Handler<Ping>(_ => throw new InvalidOperationException("it broke")));
            bus.ReceiveEndpoint(Name("faults"), endpoint => endpoint.Handler<Fault<Ping>>(context =>
            {
                faults.Enqueue(context.Message);
                return Task.CompletedTask;
            }));
        });

        await Bus(host).Publish(new Ping(5), Token);

        await Eventually.TrueAsync(() => !faults.IsEmpty, "the fault arrived");
        await host.StopAsync(Token);
        var fault = Assert.Single(faults);
        Assert.Equal(5, fault.Message.Number);
        Assert.Equal("it broke", Assert.Single(fault.Exceptions).Message);
    }

    [Fact]
    public async Task Consume_AsksForRedelivery_GetsItAfterTheDelay()
    {
        var times = new ConcurrentQueue<long>();
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("later"), endpoint =>
        {
            endpoint.UseDelayedRedelivery(redelivery => redelivery.Intervals(TimeSpan.FromSeconds(1)));
            endpoint.Handler<Ping>(_ =>
            {
                times.Enqueue(TimeProvider.System.GetTimestamp());
                return times.Count == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
            });
        }));

        await Bus(host).Publish(new Ping(1), Token);

        await Eventually.TrueAsync(() => times.Count == 2, "it came again");
        Assert.True(TimeProvider.System.GetElapsedTime(times.First(), times.Last()) > TimeSpan.FromSeconds(0.9));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Consume_Slowly_NeverExceedsTheConcurrency()
    {
        var (now, most, done) = (0, 0, 0);
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("slow"), endpoint =>
        {
            endpoint.ConcurrentMessageLimit = 3;
            endpoint.PrefetchCount = 30;
            endpoint.Handler<Ping>(async _ =>
            {
                var running = Interlocked.Increment(ref now);
                most = Math.Max(most, running);
                await Task.Yield();
                await Eventually.TrueAsync(() => now == 3 || done > 20, "three run");
                Interlocked.Decrement(ref now);
                Interlocked.Increment(ref done);
            });
        }));

        await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Bus(host).Publish(new Ping(number), Token)));

        await Eventually.TrueAsync(() => done == 24, "all are done");
        Assert.Equal(3, most);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Stop_MessageUnderWay_IsFinishedFirst()
    {
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var finished = false;
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("stop"), endpoint => endpoint.Handler<Ping>(async context =>
        {
            begun.TrySetResult();
            await gate.Task;
            context.CancellationToken.ThrowIfCancellationRequested();
            finished = true;
        })));
        await Bus(host).Publish(new Ping(1), Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);

        var stopping = host.StopAsync(Token);
        Assert.False(finished);
        gate.SetResult();

        await stopping;
        Assert.True(finished);
    }

    [Fact]
    public async Task Consume_ABatch_GetsSeveralAtOnce()
    {
        var sizes = new ConcurrentQueue<int>();
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("batch"), endpoint =>
        {
            endpoint.PrefetchCount = 20;
            endpoint.Batch<Ping>(batch =>
            {
                batch.MessageLimit = 10;
                batch.TimeLimit = TimeSpan.FromSeconds(1);
                batch.Consumer(() => new BatchConsumer(sizes));
            });
        }));

        await Task.WhenAll(Enumerable.Range(0, 25).Select(number => Bus(host).Publish(new Ping(number), Token)));

        await Eventually.TrueAsync(() => sizes.Sum() == 25, "all came");
        Assert.Contains(sizes, size => size > 1);
        Assert.All(sizes, size => Assert.InRange(size, 1, 10));
        await host.StopAsync(Token);
    }

    private sealed class BatchConsumer(ConcurrentQueue<int> sizes) : IConsumer<Batch<Ping>>
    {
        public Task Consume(ConsumeContext<Batch<Ping>> context)
        {
            sizes.Enqueue(context.Message.Length);
            return Task.CompletedTask;
        }
    }
}
