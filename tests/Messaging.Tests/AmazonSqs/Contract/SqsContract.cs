using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Emulators;
using Pipeline.Messaging.AmazonSqs;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

/// <summary>What is expected of SNS and SQS beyond that, on each of their emulators.</summary>
public abstract partial class SqsContract(EmulatorPool emulators) : TransportContract, IAsyncLifetime
{
    private Share? _share;

    private Share Share => _share ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _share = new Share(await StartEmulatorAsync(emulators));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Send_LargestMessages_Arrive()
    {
        var got = new System.Collections.Concurrent.ConcurrentQueue<int>();
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("large"), endpoint => endpoint.Handler<Note>(context =>
        {
            got.Enqueue(Encoding.UTF8.GetByteCount(context.Message.Text));
            return Task.CompletedTask;
        })));

        await Bus(host).Publish(new Note(new string('x', 255 * 1024)), Token);
        await (await Bus(host).GetSendEndpoint(new Uri($"queue:{Name("large")}"))).Send(new Note(new string('x', 1022 * 1024)), Token);

        await Eventually.TrueAsync(() => got.Count == 2, "both arrived");
        Assert.Equal([255 * 1024, 1022 * 1024], got.Order());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Send_Fifo_KeepsTheOrderWithinAGroup()
    {
        var got = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("ordered.fifo"), endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PrefetchCount = 10;
            endpoint.Handler<Note>(context => Note(got, context.Message.Text));
        }));
        var queue = await Bus(host).GetSendEndpoint(new Uri($"queue:{Name("ordered.fifo")}"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            queue.Send(new Note($"{(number % 2 == 0 ? "a" : "b")}{number:00}"), context => context.SetGroupId(number % 2 == 0 ? "a" : "b"), Token)));

        await Eventually.TrueAsync(() => got.Count == 20, "all came");
        await host.StopAsync(Token);
        Assert.Equal(got.Where(note => note[0] == 'a').Order(), got.Where(note => note[0] == 'a'));
        Assert.Equal(got.Where(note => note[0] == 'b').Order(), got.Where(note => note[0] == 'b'));
    }

    protected abstract Task<Emulator> StartEmulatorAsync(EmulatorPool pool);

    protected override string Name(string endpoint) => Share.Queue(endpoint);

    protected override Task<IHost> StartAsync(Action<IReceiveConfigurator> endpoints) => Share.StartAsync(_ => { }, (_, sqs) =>
    {
        sqs.WaitTimeSeconds = 1;
        sqs.ConfigureJsonSerializerOptions(PlainJson.Apply);
        endpoints(sqs);
    });
}
