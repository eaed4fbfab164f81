using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Processes that die at any moment of a run (R1 to R3, R5).</summary>
public sealed class KillTests
{
    private const int Kills = 3;

    private static readonly SimulatorFault SlowAws = new()
    {
        Kind = SimulatorFaultKind.Latency, Service = "cloudcontrolapi", Delay = TimeSpan.FromMilliseconds(100), Jitter = TimeSpan.FromMilliseconds(200),
    };

    private static readonly SimulatorFault SlowPort = new()
    {
        Kind = SimulatorFaultKind.PortLatency, Delay = TimeSpan.FromMilliseconds(50), Jitter = TimeSpan.FromMilliseconds(200),
    };

    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_the_Enumerator_is_killed_then_listings_go_on_from_their_tokens(int seed) =>
        Scenario.RunAsync("R1 kill -9 of the Enumerator, three times in a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            fleet.World.SetFaults(SlowAws);
            fleet.StartAll();
            foreach (var share in Shares(chance, Kills))
            {
                await fleet.ListedAsync((long)(share * 160));
                await fleet.Services["Enumerator"].KillAsync();
                fleet.Services["Enumerator"].Start();
            }

            await fleet.ConvergedAsync();
            var scopes = (await fleet.Runs.ScopesAsync()).Where(scope => scope.Scope.Kind != "AWS::Organizations::Account").ToList();
            var pages = scopes.Sum(scope => PagesOf(scope, fleet.Options.Estate));
            var asked = fleet.Requests("aws cloudcontrolapi ListResources");

            // What a killed process was listing, or had listed and not noted, is asked for again: a page of each scope.
            Assert.InRange(asked, pages, pages + (Kills * scopes.Count));
            return $"{asked} pages asked for, of {pages}";
        });

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_the_Mapper_is_killed_then_nothing_is_lost(int seed) =>
        Scenario.RunAsync("R2 kill -9 of the Mapper, three times in a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.World.SetFaults(SlowAws);
            fleet.StartAll();
            foreach (var share in Shares(chance, Kills))
            {
                await fleet.WrittenAsync(share, expected);
                await fleet.Services["Mapper"].KillAsync();
                fleet.Services["Mapper"].Start();
            }

            await fleet.ConvergedAsync();
            return Writes(fleet, expected);
        });

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_the_PortWriter_is_killed_between_Port_s_answer_and_the_ack_then_nothing_is_lost(int seed) =>
        Scenario.RunLongAsync("R3 kill -9 of the PortWriter when Port has written and it does not know it, three times in a run", Plain(seed), async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.World.SetFaults(SlowPort);
            fleet.StartAll();
            var inFlight = 0;
            for (var kill = 0; kill < Kills; kill++)
            {
                await KillAtAnswerAsync(fleet, chance.Next(1, 5));
                inFlight += await fleet.Queues.InFlightAsync("port-writer-entities-mapped", "resync");
                fleet.Services["PortWriter"].Start();
            }

            await fleet.ConvergedAsync();

            // Only what the dead had in hand may be written once more: their pages, with an entity for each resource.
            var again = fleet.Writes - expected;
            Assert.InRange(again, 0, (inFlight * fleet.Options.Estate.PageSize) + fleet.Options.Estate.Accounts);
            return $"{again} entities written again, of {inFlight} pages in flight at the kills; {expected} in all";
        });

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_the_Ingress_is_killed_during_a_run_then_the_run_goes_on_and_there_is_no_second(int seed) =>
        Scenario.RunAsync("R4 kill -9 of Ingress, three times in a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.World.SetFaults(SlowAws);
            fleet.StartAll();
            foreach (var share in Shares(chance, Kills))
            {
                await fleet.WrittenAsync(share, expected);
                await fleet.Services["Ingress"].KillAsync();
                fleet.Services["Ingress"].Start();
            }

            await fleet.ConvergedAsync();
            return Writes(fleet, expected);
        });

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_all_are_killed_at_once_again_and_again_then_the_run_still_ends_right(int seed)
    {
        var kills = Seeds.AreMany ? 10 : 3;
        return Scenario.RunLongAsync($"R5 kill -9 of all services at once, {kills} times in a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.World.SetFaults(SlowAws, SlowPort);
            fleet.StartAll();
            foreach (var share in Shares(chance, kills))
            {
                await fleet.WrittenAsync(share, expected);
                await Task.WhenAll(fleet.Services.Values.Select(service => service.KillAsync()));
                fleet.StartAll();
            }

            await fleet.ConvergedAsync();
            return Writes(fleet, expected);
        });
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_services_are_told_to_stop_during_a_run_then_they_end_in_time_and_others_go_on(int seed) =>
        Scenario.RunLongAsync("SIGTERM of all services in a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.World.SetFaults(SlowAws, SlowPort);
            fleet.StartAll();
            await fleet.WrittenAsync(0.1 + (chance.NextDouble() * 0.7), expected);
            var ends = await Task.WhenAll(fleet.Services.Values.Select(service => service.TerminateAsync()));
            Assert.All(ends, end => Assert.True(end.Took < TimeSpan.FromSeconds(25) && end.ExitCode == 0, $"It took {end.Took} and ended with {end.ExitCode}."));
            fleet.StartAll();

            await fleet.ConvergedAsync();
            return $"the slowest took {ends.Max(end => end.Took.TotalSeconds):0} s to end";
        });

    // A moment early, some in the middle, one near the end, as the seed draws them.
    private static List<double> Shares(Random chance, int count) =>
        [.. Enumerable.Range(0, count).Select(round => (round + chance.NextDouble()) / count * 0.95)];

    private static async Task KillAtAnswerAsync(Installation fleet, int requests)
    {
        var last = fleet.World.Statistics.PortBulkUpserts + requests;
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var killers = 0;
        fleet.PortProxy.OnAnswer = () =>
        {
            // Answers come on several connections at once: a second killer would wait for a process that is replaced meanwhile.
            if (fleet.World.Statistics.PortBulkUpserts >= last && Interlocked.Increment(ref killers) == 1)
            {
                fleet.Services["PortWriter"].KillAsync().GetAwaiter().GetResult();
                killed.TrySetResult();
            }
        };
        await fleet.EventuallyAsync(
            async () => killed.Task.IsCompleted || (await fleet.Runs.OutcomesAsync()) is [not null, ..], () => "Port was not asked for so much.");
        fleet.PortProxy.OnAnswer = null;
    }

    private static long PagesOf(ScopeSnapshot scope, SimulatorOptions estate) =>
        scope.State == ScopeState.Complete ? (estate.ResourcesPerScope + estate.PageSize - 1) / estate.PageSize : 0;

    // Of kinds that relate to their account only: how many placeholders Port makes for relations is a matter of order.
    private static FleetOptions Plain(int seed)
    {
        var options = new FleetOptions { Seed = seed };
        return options with
        {
            Estate = options.Estate with { Kinds = ["AWS::DynamoDB::Table", "AWS::SNS::Topic", "AWS::ECR::Repository", "AWS::IAM::Role"], ResourcesPerScope = 100 },
        };
    }

    private static string Writes(Installation fleet, int expected) =>
        $"{fleet.Writes} entities written, of {expected}";
}
