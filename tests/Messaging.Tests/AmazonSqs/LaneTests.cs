using System.Collections.Concurrent;
using Amazon.Runtime;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Lanes;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs;

/// <summary>The pipeline's bus over SNS and SQS.</summary>
public sealed class LaneTests(EmulatorPool emulators) : IAsyncLifetime
{
    private static readonly LaneSubscription[] Everything =
    [
        new("resync", "first", typeof(Ping)), new("resync", "second", typeof(Note)), new("live", "first", typeof(Ping)), new("live", "second", typeof(Note)),
    ];

    private readonly ConcurrentQueue<string> _got = [];
    private Uri? _address;
    private Share? _share;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Share Share => _share ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync()
    {
        var emulator = await emulators.DefaultAsync();
        (_address, _share) = (emulator.Address, new Share(emulator));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Publish_InALane_StaysInItOverAllHops()
    {
        using var host = await StartAsync(AddBoth, AddBoth);

        await host.Services.GetRequiredService<ILiveBus>().Publish(new Ping(1), Token);

        await Eventually.TrueAsync(() => _got.Count == 2, "both hops were made");
        await host.StopAsync(Token);
        Assert.Equal(["first " + Share.Queue("first-live"), "second " + Share.Queue("second-live")], _got);
    }

    [Fact]
    public async Task Start_ServiceThatOnlyPublishes_SeesToTheQueuesOfAllLanesAndServices()
    {
        using (var publisher = await StartAsync(_ => { }, _ => { }))
        {
            await PublishAsync(publisher);
            await publisher.StopAsync(Token);
        }

        Assert.Contains("\"number\":5", Assert.Single(await Share.TakeAsync("first-resync")).Body, StringComparison.Ordinal);
        Assert.Equal((0, 0), await Share.CountAsync("first-live"));
        Assert.Equal((0, 0), await Share.CountAsync("second-live_error"));
    }

    [Fact]
    public async Task Consume_Throws_StageTriesThreeTimesAndTheMessageIsKeptInTheErrorQueue()
    {
        using var host = await StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstDefinition>(), _ => { });

        await host.Services.GetRequiredService<IBus>().Publish(new Ping(-1), Token);

        var kept = Assert.Single(await Share.TakeAsync("first-resync_error", waitSeconds: 10));
        Assert.Equal("fault", kept.MessageAttributes["MT-Reason"].StringValue);
        Assert.Equal(3, _got.Count);
        await Share.EmptyAsync("first-resync");
        await host.StopAsync(Token);
    }

    // R22 through a stage's own definition, which discards what faults.
    [Fact]
    public async Task Receive_Poison_IsKeptInTheErrorQueueUntouched()
    {
        using var host = await StartAsync(bus => bus.AddConsumer<FirstConsumer, FirstDefinition>(), _ => { });

        await Share.PutAsync("first-resync", "{ not json");

        Assert.Equal("{ not json", Assert.Single(await Share.TakeAsync("first-resync_error", waitSeconds: 10)).Body);
        Assert.Empty(_got);
        await host.StopAsync(Token);
    }

    private static Task PublishAsync(IHost host) => host.Services.GetRequiredService<IBus>().Publish(new Ping(5), Token);

    private static void AddBoth(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<FirstConsumer, FirstDefinition>();
        bus.AddConsumer<SecondConsumer, SecondDefinition>();
    }

    private async Task<IHost> StartAsync(Action<IBusRegistrationConfigurator> resync, Action<IBusRegistrationConfigurator> live)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new TestOutputLogs()).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(_got);
        builder.Services.AddPipelineBus(1024, resync, live, new AmazonSqsOptions
        {
            Region = "eu-west-1",
            Prefix = Share.Prefix,
            SqsEndpoint = _address,
            SnsEndpoint = _address,
            Credentials = new BasicAWSCredentials("test", "test"),
            WaitTimeSeconds = 1,
            Subscriptions = Everything,
        });
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private sealed class FirstConsumer(ConcurrentQueue<string> got) : IConsumer<Ping>
    {
        public Task Consume(ConsumeContext<Ping> context)
        {
            got.Enqueue("first " + context.ReceiveContext.InputAddress.AbsolutePath.Trim('/'));
            return context.Message.Number < 0 ? throw new InvalidOperationException("it broke") : context.Publish(new Note("on"));
        }
    }

    private sealed class SecondConsumer(ConcurrentQueue<string> got) : IConsumer<Note>
    {
        public Task Consume(ConsumeContext<Note> context)
        {
            got.Enqueue("second " + context.ReceiveContext.InputAddress.AbsolutePath.Trim('/'));
            return Task.CompletedTask;
        }
    }

    private sealed class FirstDefinition() : StageConsumerDefinition<FirstConsumer>("first", concurrency: 2);

    private sealed class SecondDefinition() : StageConsumerDefinition<SecondConsumer>("second", concurrency: 2);
}
