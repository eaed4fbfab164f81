using System.Diagnostics;
using System.Globalization;
using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Queues;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Stages that start before long queues (R24).</summary>
public sealed class BacklogTests
{
    private const string Kind = "AWS::DynamoDB::Table";

    // In tests a sample; the promise is about a million: PIPELINE_BACKLOG=1000000.
    private static readonly int Entities =
        int.TryParse(Environment.GetEnvironmentVariable("PIPELINE_BACKLOG"), CultureInfo.InvariantCulture, out var count) ? count : 6_000;

    private const int SlowestPerSecond = 100;

    [Fact]
    public Task When_a_stage_starts_before_a_long_queue_then_its_memory_is_flat_and_live_events_pass_by()
    {
        var options = new FleetOptions
        {
            Seed = 1, Visibility = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromMinutes(4) + TimeSpan.FromSeconds(Entities / SlowestPerSecond),
        };
        options = options with
        {
            Estate = options.Estate with { Kinds = [Kind, "AWS::SNS::Topic", "AWS::ECR::Repository"], ResourcesPerScope = Entities / 12, PageSize = 100 },
        };
        return Scenario.RunLongAsync($"R24 {Entities:N0} entities queued before each stage starts", options, async (fleet, _) =>
        {
            fleet.Services["Ingress"].Start();
            fleet.Services["Enumerator"].Start();
            await fleet.ListedAsync(Entities / options.Estate.PageSize);
            await QuietAsync(fleet, "enumerator-enumerate-scope");

            var mapper = await DrainAsync(fleet, "Mapper", "mapper-resources-enumerated", () => Task.CompletedTask);
            var lateness = TimeSpan.Zero;
            var writer = await DrainAsync(fleet, "PortWriter", "port-writer-entities-mapped", async () => lateness = await LiveAsync(fleet));

            await fleet.ConvergedAsync();
            Assert.InRange(lateness, TimeSpan.Zero, TimeSpan.FromSeconds(30));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Mapper {mapper.First / 1048576} MB, later {mapper.Later / 1048576} MB; PortWriter {writer.First / 1048576} MB, later {writer.Later / 1048576} MB; a live event at Port after {lateness.TotalSeconds:0.0} s");
        });
    }

    // The most memory while the first third of the queue is worked off, and while the rest is.
    private static async Task<(long First, long Later)> DrainAsync(Installation fleet, string stage, string endpoint, Func<Task> meanwhile)
    {
        var service = fleet.Services[stage];
        var queued = await DepthAsync(fleet, endpoint);
        service.Start();
        var other = meanwhile();
        long first = 0, later = 0;
        await fleet.EventuallyAsync(
            async () =>
            {
                var left = await DepthAsync(fleet, endpoint);
                (first, later) = left > queued * 2 / 3 ? (Math.Max(first, service.ResidentBytes), later) : (first, Math.Max(later, service.ResidentBytes));
                return left == 0;
            },
            () => $"{stage} does not get its queue of {queued} messages worked off.");
        await other;
        Assert.True(later < 1.2 * Math.Max(first, 150L << 20), $"{stage} grew from {first:N0} to {later:N0} bytes.");
        return (first, later);
    }

    private static Task QuietAsync(Installation fleet, string endpoint) =>
        fleet.EventuallyAsync(async () => await DepthAsync(fleet, endpoint) == 0, () => $"{endpoint} is not worked off.");

    private static async Task<int> DepthAsync(Installation fleet, string endpoint) =>
        (await fleet.Queues.DepthsAsync()).Where(queue => queue.Key.Contains($"-{endpoint}-resync", StringComparison.Ordinal) && !FleetQueues.IsOfDeadLetters(queue.Key))
            .Sum(queue => queue.Value);

    // The last resource of the last scope is told of by an event: it is at Port long before its page is.
    private static async Task<TimeSpan> LiveAsync(Installation fleet)
    {
        using var sender = new EventSender();
        using var port = await PortReader.OpenAsync(fleet.World);
        var (account, region) = (fleet.World.AccountIds[^1], fleet.Options.Estate.Regions[^1]);
        var identifier = fleet.World.IdentifierOf(Kind, account, region, fleet.Options.Estate.ResourcesPerScope - 1);
        var clock = Stopwatch.StartNew();
        await sender.SendAsync(() => fleet.Services["Ingress"].Address, Kind, account, region, identifier);
        await fleet.EventuallyAsync(async () => await port.HasAsync("dynamoDbTable", $"arn:aws:dynamodb:{region}:{account}:table/{identifier}"), () => $"{identifier} is not at Port.");
        return clock.Elapsed;
    }
}
