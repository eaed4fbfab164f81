using System.Globalization;
using Pipeline.Chaos.Tests.Proxy;
using Pipeline.Chaos.Tests.Queues;
using Pipeline.Chaos.Tests.Tables;
using Pipeline.Emulators;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>
/// The four services as processes, over SNS, SQS and S3 in an emulator and a ledger over HTTP, through fault proxies,
/// against a simulated organisation and Port.
/// </summary>
internal sealed partial class Installation : IAsyncDisposable
{
    public const string WebhookKey = "a-key-of-the-chaos-tests-0123456789";
    public const string RunKey = "another-key-of-the-chaos-tests-0123456789";
    private static readonly string[] StageNames = ["Ingress", "Enumerator", "Mapper", "PortWriter"];

    private readonly LedgerTables _tables;
    private readonly ForeignEntities _foreign;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"c{Guid.NewGuid():N}")[..9];
    private Fauxqs _emulator;

    private Installation(FleetOptions options, SimulatedWorld world, ForeignEntities foreign, Fauxqs emulator, QueueGateway? gateway, LedgerTables tables)
    {
        (Options, World, _foreign, _emulator, Gateway, _tables) = (options, world, foreign, emulator, gateway, tables);
        QueueProxy = FaultProxy.Before(gateway?.Address ?? emulator.Address, options.Seed);
        PortProxy = FaultProxy.Before(world.PortEndpoint, options.Seed);
        Queues = new FleetQueues(emulator.Address, _name);
        Runs = FleetRuns.Of(tables.Address, _name);
        Services = StageNames.ToDictionary(stage => stage, stage => NewProcess(stage));
    }

    public FleetOptions Options { get; }

    public SimulatedWorld World { get; }

    /// <summary>What stands before queues, topics and the bucket.</summary>
    public FaultProxy QueueProxy { get; }

    /// <summary>What stands between the services and Port.</summary>
    public FaultProxy PortProxy { get; }

    public QueueGateway? Gateway { get; }

    public FleetQueues Queues { get; }

    public FleetRuns Runs { get; }

    public IReadOnlyDictionary<string, ServiceProcess> Services { get; }

    /// <summary>Starts the surroundings; the services are the test's to start. Skips the test where the emulator cannot be had.</summary>
    public static async Task<Installation> StartAsync(FleetOptions options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        try
        {
            var emulator = await Fauxqs.StartAsync();
            var gateway = options.HasGateway ? await QueueGateway.StartAsync(emulator.Address, options.Seed) : null;
            var world = await SimulatedWorld.StartAsync(
                options.Estate with { SeedMapping = true, Seed = options.Seed }, TestContext.Current.CancellationToken);
            var installation = new Installation(options, world, await ForeignEntities.PlantAsync(world), emulator, gateway, await LedgerTables.StartAsync());
            await installation.Queues.CreateAsync(installation.QueueProxy.Address, options.Visibility);
            return installation;
        }
        catch (EmulatorUnavailableException exception)
        {
            Assert.Skip($"The services need fauxqs for SNS, SQS and S3: {exception.Message}");
            throw;
        }
    }

    /// <summary>One more process of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="variables">What is set otherwise than for the others.</param>
    public ServiceProcess NewProcess(string stage, params (string Name, string Value)[] variables)
    {
        var environment = Environment();
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return new ServiceProcess(stage, environment);
    }

    public void StartAll()
    {
        foreach (var service in Services.Values)
        {
            service.Start();
        }
    }

    /// <summary>Ends the emulator and starts another in its place, which knows nothing of the one before.</summary>
    public async Task RestartEmulatorAsync()
    {
        var port = _emulator.Address.Port;
        await _emulator.DisposeAsync();
        _emulator = await Fauxqs.StartAsync(port);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Services.Values.Select(service => service.DisposeAsync().AsTask()));

        Queues.Dispose();
        _foreign.Dispose();
        await Runs.DisposeAsync();
        await QueueProxy.DisposeAsync();
        await PortProxy.DisposeAsync();
        await (Gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        await World.DisposeAsync();
        await _emulator.DisposeAsync();
        await _tables.DisposeAsync();
    }

    private Dictionary<string, string> Environment()
    {
        var queues = Text(QueueProxy.Address);
        return new Dictionary<string, string>(World.Environment)
        {
            ["AWS_ACCESS_KEY_ID"] = "own",
            ["AWS_SECRET_ACCESS_KEY"] = "own",
            ["AWS_ENDPOINT_URL_SQS"] = queues,
            ["AWS_ENDPOINT_URL_SNS"] = queues,
            ["AWS_ENDPOINT_URL_S3"] = queues,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = Text(_tables.Address),
            ["OCEAN__PORT__BASE_URL"] = Text(PortProxy.Address),
            ["OCEAN__INTEGRATION__CONFIG__LIVE_EVENTS_API_KEY"] = WebhookKey,
            ["OCEAN__EVENT_LISTENER__INTERVAL"] = "1",
            ["PIPELINE__RUN_API__KEY"] = RunKey,
            ["PIPELINE__MESSAGING__PREFIX"] = _name,
            ["PIPELINE__CLAIM_CHECK__BUCKET"] = _name + "-claims",
            ["PIPELINE__LEDGER__TABLE"] = _name,
        };
    }

    private static string Text(Uri address) => address.ToString().TrimEnd('/');
}
