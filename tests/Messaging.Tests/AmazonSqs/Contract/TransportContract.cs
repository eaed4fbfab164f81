using System.Collections.Concurrent;
using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

/// <summary>What the pipeline expects of whatever carries its messages.</summary>
public abstract class TransportContract
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_TwoEndpointsWantIt_EachGetsItOnce()
    {
        var got = new ConcurrentQueue<string>();
        using var host = await StartAsync(bus =>
        {
            bus.ReceiveEndpoint(Name("one"), endpoint => endpoint.Handler<Ping>(context => Note(got, $"one {context.Message.Number}")));
            bus.ReceiveEndpoint(Name("two"), endpoint => endpoint.Handler<Ping>(context => Note(got, $"two {context.Message.Number}")));
        });

        await Bus(host).Publish(new Ping(7), Token);

        await Eventually.TrueAsync(() => got.Count == 2, "both got it");
        await host.StopAsync(Token);
        Assert.Equal(["one 7", "two 7"], got.Order());
    }

    [Fact]
    public async Task Publish_ManyAtOnce_AllArrive()
    {
        const int Count = 300;
        var got = new ConcurrentDictionary<int, int>();
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("many"), endpoint =>
        {
            endpoint.PrefetchCount = 40;
            endpoint.Handler<Ping>(context =>
            {
                got.AddOrUpdate(context.Message.Number, 1, (_, times) => times + 1);
                return Task.CompletedTask;
            });
        }));

        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => Bus(host).Publish(new Ping(number), Token)));

        await Eventually.TrueAsync(() => got.Count == Count, "all arrived");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Send_ToAQueue_ArrivesThereOnly()
    {
        var got = new ConcurrentQueue<string>();
        using var host = await StartAsync(bus =>
        {
            bus.ReceiveEndpoint(Name("this"), endpoint => endpoint.Handler<Ping>(_ => Note(got, "this")));
            bus.ReceiveEndpoint(Name("other"), endpoint => endpoint.Handler<Ping>(_ => Note(got, "other")));
        });

        var endpoint = await Bus(host).GetSendEndpoint(new Uri($"queue:{Name("this")}"));
        await endpoint.Send(new Ping(1), Token);

        await Eventually.TrueAsync(() => !got.IsEmpty, "it arrived");
        await host.StopAsync(Token);
        Assert.Equal(["this"], got);
    }

    [Fact]
    public async Task Publish_TextHeadersAndIds_ArriveAsTheyWere()
    {
        var got = new TaskCompletionSource<ConsumeContext<Note>>(TaskCreationOptions.RunContinuationsAsynchronously);
        string? body = null;
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("text"), endpoint => endpoint.Handler<Note>(context =>
        {
            body = Encoding.UTF8.GetString(context.ReceiveContext.GetBody());
            got.TrySetResult(context);
            return Task.CompletedTask;
        })));
        var correlation = NewId.NextGuid();

        await Bus(host).Publish(
            new Note("Größe ≤ 3 & \"so\" 🙂\n"),
            context =>
            {
                context.CorrelationId = correlation;
                context.Headers.Set("run", "run 1 % +");
            },
            Token);

        var context = await got.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.Equal("Größe ≤ 3 & \"so\" 🙂\n", context.Message.Text);
        Assert.Equal(correlation, context.CorrelationId);
        Assert.Equal("run 1 % +", context.Headers.Get<string>("run"));
        Assert.Contains("Größe", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\n ", body, StringComparison.Ordinal);
        await host.StopAsync(Token);
    }

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

    protected static IBus Bus(IHost host) => host.Services.GetRequiredService<IBus>();

    protected static Task Note(ConcurrentQueue<string> notes, string note)
    {
        notes.Enqueue(note);
        return Task.CompletedTask;
    }

    /// <summary>Names an endpoint so that no other test has it.</summary>
    protected abstract string Name(string endpoint);

    /// <summary>Starts a host with these endpoints.</summary>
    protected abstract Task<IHost> StartAsync(Action<IReceiveConfigurator> endpoints);

    private sealed class BatchConsumer(ConcurrentQueue<int> sizes) : IConsumer<Batch<Ping>>
    {
        public Task Consume(ConsumeContext<Batch<Ping>> context)
        {
            sizes.Enqueue(context.Message.Length);
            return Task.CompletedTask;
        }
    }
}
