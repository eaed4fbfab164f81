using System.Collections.Concurrent;
using System.Text.Json;
using MassTransit;
using MassTransit.Events;
using MassTransit.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.InMemory;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.Flow;
using Pipeline.Port;
using Pipeline.Simulator;

namespace Pipeline.PortWriter.Tests;

/// <summary>The stage on the bus, writing over HTTP to the Port of a simulated world.</summary>
internal sealed partial class StageUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private StageUnderTest(SimulatedWorld world, IHost host) => (World, _host) = (world, host);

    public SimulatedWorld World { get; }

    public IRunLedger Ledger => _host.Services.GetRequiredService<IRunLedger>();

    public PageCredit Credit => _host.Services.GetRequiredService<PageCredit>();

    public PortClient Port => _host.Services.GetRequiredService<PortClient>();

    public ConcurrentQueue<RunFinished> Finished => _host.Services.GetRequiredService<ConcurrentQueue<RunFinished>>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<StageUnderTest> StartAsync(params SimulatorFault[] faults) => StartAsync(new PortWriterOptions(), faults);

    public static async Task<StageUnderTest> StartAsync(PortWriterOptions options, params SimulatorFault[] faults)
    {
        var stage = await StartAsync(await SimulatedWorld.StartAsync(new SimulatorOptions { Faults = faults }, Token), options);
        await stage.CreateBlueprintAsync("service");
        return stage;
    }

    /// <summary>The stage and Port by one clock, which only the test moves.</summary>
    public static async Task<StageUnderTest> StartAsync(TimeProvider clock, SimulatorOptions port)
    {
        var stage = await StartAsync(await SimulatedWorld.StartAsync(port, clock, Token), new PortWriterOptions(), clock);
        await stage.CreateBlueprintAsync("service");
        return stage;
    }

    /// <summary>The stage with something else in place of what it has or beside it.</summary>
    public static async Task<StageUnderTest> StartAsync(Action<IServiceCollection> add)
    {
        var stage = await StartAsync(await SimulatedWorld.StartAsync(new SimulatorOptions(), Token), new PortWriterOptions(), add: add);
        await stage.CreateBlueprintAsync("service");
        return stage;
    }

    /// <summary>The stage anew, with an empty ledger, before the same Port.</summary>
    public async Task<StageUnderTest> ReplaceAsync()
    {
        await _host.StopAsync(Token);
        _host.Dispose();
        return await StartAsync(World, new PortWriterOptions());
    }

    private static async Task<StageUnderTest> StartAsync(SimulatedWorld world, PortWriterOptions options, TimeProvider? clock = null, Action<IServiceCollection>? add = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        add?.Invoke(builder.Services);
        builder.Services
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton(new ConcurrentQueue<RunFinished>())
            .AddSingleton(new ConcurrentQueue<ResourceChanged>())
            .AddInMemoryLedger(new RunLedgerOptions { Sweeps = true })
            .AddPort(port => Connect(port, world.Environment))
            .AddPortWriter(options)
            .AddPipelineBus(pagesInFlightBytes: 1000, bus =>
            {
                bus.AddPortWriterConsumers();
                bus.AddConsumer<RunFinishedRecorder>();
                bus.AddConsumer<BrokenMapper, BrokenMapperDefinition>();
                bus.AddConsumer<BrokenPlanner, BrokenPlannerDefinition>();
            }, live =>
            {
                live.AddPortWriterConsumers();
                live.AddConsumer<ChangeRecorder>();
            });
        var stage = new StageUnderTest(world, builder.Build());
        await stage._host.StartAsync(Token);
        return stage;
    }

    /// <summary>The mapping of the runs that begin.</summary>
    public string MappingVersion { get; set; } = "v1";

    /// <summary>Stores a mapping and makes runs use it.</summary>
    public async Task UseMappingAsync(string mapping = """{"resources":[]}""") =>
        MappingVersion = await _host.Services.GetRequiredService<MappingVersions>().AddAsync(JsonElement.Parse(mapping), Token);

    /// <summary>Begins the sample run over one scope for each kind.</summary>
    public Task BeginAsync(params Scope[] scopes) => BeginAsync(Sample.RunId, scopes);

    /// <summary>Begins a run over one scope for each kind.</summary>
    public async Task BeginAsync(Guid runId, params Scope[] scopes)
    {
        var started = TimeProvider.System.GetUtcNow();
        await Ledger.BeginRunAsync(
            new RunRecord { RunId = runId, MappingVersion = MappingVersion, Trigger = "sync", StartedAt = started, Refresh = Refreshes }, Token);
        if (scopes.Length > 0)
        {
            var plan = new RunPlan { Scopes = [.. scopes.Select(scope => new PlannedScope(scope, [0], [scope.Region]))] };
            await Ledger.PlanAsync(runId, plan, Token);
        }
    }

    public Task CreateBlueprintAsync(string identifier, string? relatesTo = null)
    {
        var relations = relatesTo is null ? string.Empty : $$"""
            "{{relatesTo}}":{"title":"{{relatesTo}}","target":"{{relatesTo}}","required":false,"many":false}
            """;
        return Port.CreateBlueprintAsync(
            JsonElement.Parse($$$"""
                {"identifier":"{{{identifier}}}","title":"{{{identifier}}}",
                 "schema":{"properties":{"size":{"type":"number"} },"required":[] },"relations":{ {{{relations}}} } }
                """),
            Token);
    }

    /// <summary>Sends into the lane of live events.</summary>
    public async Task PublishLiveAsync<TMessage>(params TMessage[] messages)
        where TMessage : class => await _host.Services.GetRequiredService<ILiveBus>().PublishBatch(messages, Token);

    /// <summary>What was asked to be fetched again.</summary>
    public ConcurrentQueue<ResourceChanged> Again => _host.Services.GetRequiredService<ConcurrentQueue<ResourceChanged>>();

    public async Task PublishAsync<TMessage>(params TMessage[] messages)
        where TMessage : class => await _host.Services.GetRequiredService<IBus>().PublishBatch(messages, Token);

    /// <summary>Publishes what the bus publishes when a consumer throws at a message.</summary>
    public async Task PublishFaultAsync<TMessage>(TMessage message)
        where TMessage : class => await _host.Services.GetRequiredService<IBus>().Publish<Fault<TMessage>>(
            new FaultEvent<TMessage>(message, faultedMessageId: null, HostMetadataCache.Host, new InvalidOperationException("it broke"), []), Token);

    public Task StopAsync() => _host.StopAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        await World.DisposeAsync();
    }

    private static void Connect(PortOptions port, IReadOnlyDictionary<string, string> environment)
    {
        port.BaseUrl = environment["OCEAN__PORT__BASE_URL"];
        port.ClientId = environment["OCEAN__PORT__CLIENT_ID"];
        port.ClientSecret = environment["OCEAN__PORT__CLIENT_SECRET"];
        port.IntegrationIdentifier = environment["OCEAN__INTEGRATION__IDENTIFIER"];
    }
}
