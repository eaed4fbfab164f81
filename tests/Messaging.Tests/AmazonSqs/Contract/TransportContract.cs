using System.Collections.Concurrent;
using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

/// <summary>What the pipeline expects of whatever carries its messages.</summary>
public abstract partial class TransportContract
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
}
