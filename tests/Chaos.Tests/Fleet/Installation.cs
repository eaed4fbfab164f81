using System.Globalization;
using Pipeline.Chaos.Tests.Proxy;
using Pipeline.Emulators;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Fleet;

/// <summary>
/// The four services as processes, over SNS, SQS and S3 in one emulator and DynamoDB in another, all of it through
/// fault proxies, against a simulated organisation and Port.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly string[] StageNames = ["Ingress", "Enumerator", "Mapper", "PortWriter"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Fauxqs _queues;
    private readonly Moto _tables;

    private Installation(SimulatedWorld world, Fauxqs queues, Moto tables, int seed)
    {
        (World, _queues, _tables) = (world, queues, tables);
        QueueProxy = FaultProxy.Before(queues.Address, seed);
        var environment = EnvironmentOf(world, QueueProxy.Address, tables.Address);
        Services = StageNames.ToDictionary(stage => stage, stage => new ServiceProcess(stage, environment));
    }

    public SimulatedWorld World { get; }

    /// <summary>What stands before queues, topics and the bucket.</summary>
    public FaultProxy QueueProxy { get; }

    public IReadOnlyDictionary<string, ServiceProcess> Services { get; }

    /// <summary>Starts the surroundings; the services are the test's to start. Skips the test where an emulator cannot be had.</summary>
    public static async Task<Installation> StartAsync(SimulatorOptions options, int seed)
    {
        try
        {
            var tables = await Moto.StartAsync();
            var queues = await Fauxqs.StartAsync();
            var world = await SimulatedWorld.StartAsync(options with { SeedMapping = true, Seed = seed }, TestContext.Current.CancellationToken);
            return new Installation(world, queues, tables, seed);
        }
        catch (EmulatorUnavailableException exception)
        {
            Assert.Skip($"The services need fauxqs (SNS, SQS, S3) and moto_server (DynamoDB): {exception.Message}");
            throw;
        }
    }

    public void StartAll()
    {
        foreach (var service in Services.Values)
        {
            service.Start();
        }
    }

    /// <summary>Waits until Port holds a share of what it will hold.</summary>
    public Task WrittenAsync(double share, int expected) => EventuallyAsync(
        () => Task.FromResult(World.Statistics.Entities >= share * expected),
        () => $"Only {World.Statistics.Entities} entities of {expected} are at Port.");

    /// <summary>Waits until Port equals the organisation, and a resync was reported to it as ended.</summary>
    public async Task ConvergedAsync()
    {
        EqualityReport? report = null;
        await EventuallyAsync(
            async () => (report = await World.CompareAsync(TestContext.Current.CancellationToken)).Equal,
            () => $"Port is not equal: {report?.MissingCount} missing ({string.Join(", ", report?.Missing.Take(5) ?? [])}), "
                + $"{report?.DifferentCount} different, {report?.UnexpectedCount} unexpected of {report?.Expected}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Services.Values)
        {
            await service.DisposeAsync();
        }

        await QueueProxy.DisposeAsync();
        await World.DisposeAsync();
        await _queues.DisposeAsync();
        await _tables.DisposeAsync();
    }

    private static Dictionary<string, string> EnvironmentOf(SimulatedWorld world, Uri queues, Uri tables)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"c{Guid.NewGuid():N}")[..9];
        var own = queues.ToString().TrimEnd('/');
        return new Dictionary<string, string>(world.Environment)
        {
            ["AWS_ACCESS_KEY_ID"] = "own",
            ["AWS_SECRET_ACCESS_KEY"] = "own",
            ["AWS_ENDPOINT_URL_SQS"] = own,
            ["AWS_ENDPOINT_URL_SNS"] = own,
            ["AWS_ENDPOINT_URL_S3"] = own,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = tables.ToString().TrimEnd('/'),
            ["PIPELINE__MESSAGING__PREFIX"] = name,
            ["PIPELINE__CLAIM_CHECK__BUCKET"] = name + "-claims",
            ["PIPELINE__LEDGER__TABLE"] = name,
            ["APPLICATION__PORT"] = "0",
            ["PIPELINE__HEALTH__PORT"] = "0",
        };
    }

    private async Task EventuallyAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, $"{otherwise()}\n{Logs()}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private string Logs() => string.Join("\n\n", Services.Values.Select(service => $"== {service.Stage}\n{service.Log}"));
}
