using Microsoft.Extensions.Hosting;
using Pipeline.Contracts;
using Pipeline.Ingress.Triggers;
using Pipeline.Ingress.Triggers.Kafka;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Triggers.Kafka;

/// <summary>The KAFKA listener against librdkafka's cluster, and the simulator's Port.</summary>
public sealed class KafkaListenerTests
{
    private const string ChangeLog = "org_simulator.change.log";
    private const string Requests = "org_simulator.integration.resync.requests";
    private const string Group = "org_simulator.aws.simulated-aws";
    private const string Wanted = """{"action":"RESYNC","context":{"integrationId":"simulated-aws"}}""";
    private const string Other = """{"action":"RESYNC","context":{"integrationId":"another"}}""";

    [Fact]
    public async Task ARequest_AmongOtherMessages_StartsOneRunAndIsCommitted()
    {
        using var cluster = new MockCluster();
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        await cluster.SendAsync(ChangeLog, "{}");
        await using var host = await ListeningAsync(world, cluster.Brokers);

        await cluster.SendAsync(ChangeLog, Other, "no json at all", """{"diff":{"after":{"identifier":"simulated-aws"}}}""", Wanted, Other);

        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        await Eventually.TrueAsync(() => cluster.Committed(Group, ChangeLog) == 6);
        Assert.Single(host.Started.All);
    }

    [Fact]
    public async Task AnOrganisationWithATopicForRequests_IsListenedToThere()
    {
        using var cluster = new MockCluster();
        await using var world = await SimulatedWorld.StartAsync(
            new() { PortFeatureFlags = ["OCEAN_KAFKA_INTEGRATION_RESYNC_REQUESTS_TOPIC_ENABLED"] }, TestContext.Current.CancellationToken);
        await cluster.SendAsync(Requests, "{}");
        await using var host = await ListeningAsync(world, cluster.Brokers);

        await cluster.SendAsync(Requests, """{"context":{"integrationId":"simulated-aws"}}""");

        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
    }

    [Fact]
    public async Task ARequest_WhileNobodyListens_IsTakenAfterTheStart_AndNoEarlierOneAgain()
    {
        using var cluster = new MockCluster();
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        await cluster.SendAsync(ChangeLog, Wanted);
        await using (var first = await ListeningAsync(world, cluster.Brokers))
        {
            await Eventually.TrueAsync(() => cluster.Committed(Group, ChangeLog) == 1);
        }

        await cluster.SendAsync(ChangeLog, Wanted);
        await using var second = await ListeningAsync(world, cluster.Brokers);

        await Eventually.TrueAsync(() => cluster.Committed(Group, ChangeLog) == 2);
        await Eventually.TrueAsync(() => second.Started.All.Count == 1);
    }

    [Fact]
    public async Task ASecondInstance_StandsByAndTakesOver()
    {
        using var cluster = new MockCluster();
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        await cluster.SendAsync(ChangeLog, "{}");
        var first = await ListeningAsync(world, cluster.Brokers);
        await using var second = await ListeningAsync(world, cluster.Brokers);

        await cluster.SendAsync(ChangeLog, Wanted);
        await Eventually.TrueAsync(() => first.Started.All.Count + second.Started.All.Count == 1);
        foreach (var host in new[] { first, second }.Where(host => host.Started.All.Count == 1))
        {
            await host.FinishAsync(host.Started.All[0].RunId, RunOutcome.Complete);
        }

        await first.DisposeAsync();
        var before = second.Started.All.Count;
        await cluster.SendAsync(ChangeLog, Wanted);

        await Eventually.TrueAsync(() => second.Started.All.Count == before + 1);
    }

    [Fact]
    public async Task PortDownAtTheStart_IsWaitedFor()
    {
        using var cluster = new MockCluster();
        await using var world = await SimulatedWorld.StartAsync(
            new() { Faults = [new SimulatorFault { Kind = SimulatorFaultKind.PortDown }] }, TestContext.Current.CancellationToken);
        await cluster.SendAsync(ChangeLog, "{}");
        await using var host = await ListeningAsync(world, cluster.Brokers);
        await Eventually.TrueAsync(() => world.Statistics.PortRequests > 0);

        world.SetFaults();
        await cluster.SendAsync(ChangeLog, Wanted);

        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        Assert.False(((BackgroundService)host.Get<IEnumerable<IHostedService>>().Single(service => service is KafkaListener)).ExecuteTask!.IsCompleted);
    }

    // From the beginning of the topic: these tests send before the group has been formed.
    private static Task<IngressHost> ListeningAsync(SimulatedWorld world, string brokers) => IngressHost.StartAsync(
        world, add: services => services.AddKafka(new KafkaOptions
        {
            Brokers = brokers,
            SecurityEnabled = false,
            IntegrationType = "aws",
            IntegrationIdentifier = "simulated-aws",
            PollTimeout = TimeSpan.FromMilliseconds(200),
            More = new Dictionary<string, string> { ["auto.offset.reset"] = "earliest", ["session.timeout.ms"] = "6000", ["heartbeat.interval.ms"] = "500" },
        }));
}
