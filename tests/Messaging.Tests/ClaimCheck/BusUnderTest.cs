using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Tests.ClaimCheck;

/// <summary>Both lanes in memory, with one consumer of pages and one of their faults.</summary>
internal sealed class BusUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly Channel<Faulted> _faults = Channel.CreateUnbounded<Faulted>();
    private IHost _host = null!;
    private int _tries;

    public RecordingStore Store { get; } = new();

    public int Failures { get; set; }

    public int Tries => _tries;

    public IBus Resync => _host.Services.GetRequiredService<IBus>();

    public IBus Live => _host.Services.GetRequiredService<ILiveBus>();

    public static async Task<BusUnderTest> StartAsync(CancellationToken cancellationToken)
    {
        var bus = new BusUnderTest();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(bus);
        builder.Services.AddSingleton<IClaimCheckStore>(bus.Store);
        builder.Services.AddPipelineBus(1024, AddConsumers, AddConsumers);
        bus._host = builder.Build();
        await bus._host.StartAsync(cancellationToken);
        return bus;
    }

    public IBus Of(bool live) => live ? Live : Resync;

    public async Task<Received> ReceivedAsync(CancellationToken cancellationToken) =>
        await _received.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

    public async Task<Faulted> FaultAsync(CancellationToken cancellationToken) =>
        await _faults.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    private static void AddConsumers(IBusRegistrationConfigurator lane)
    {
        lane.AddConsumer<PageConsumer, PageDefinition>();
        lane.AddConsumer<FaultConsumer>();
    }

    internal sealed record Received(ResourcesEnumerated Page, Guid? MessageId, byte[] Body, string Lane);

    internal sealed record Faulted(Fault<ResourcesEnumerated> Fault, byte[] Body);

    private sealed class PageConsumer(BusUnderTest bus) : IConsumer<ResourcesEnumerated>
    {
        public async Task Consume(ConsumeContext<ResourcesEnumerated> context)
        {
            if (Interlocked.Increment(ref bus._tries) <= bus.Failures)
            {
                throw new InvalidOperationException("it broke");
            }

            await bus._received.Writer.WriteAsync(new Received(
                context.Message, context.MessageId, context.ReceiveContext.GetBody(), context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[1]));
        }
    }

    private sealed class FaultConsumer(BusUnderTest bus) : IConsumer<Fault<ResourcesEnumerated>>
    {
        public async Task Consume(ConsumeContext<Fault<ResourcesEnumerated>> context) =>
            await bus._faults.Writer.WriteAsync(new Faulted(context.Message, context.ReceiveContext.GetBody()));
    }

    private sealed class PageDefinition() : StageConsumerDefinition<PageConsumer>("pages", concurrency: 1);
}
