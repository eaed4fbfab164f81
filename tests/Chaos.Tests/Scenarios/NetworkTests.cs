using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Proxy;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>A network that breaks between the services and their queues, and queues that are gone for a while (R11).</summary>
public sealed class NetworkTests
{
    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_connections_to_the_queues_are_reset_all_the_time_then_the_run_ends_right(int seed) =>
        Scenario.RunLongAsync("R11 every connection to the queues reset every few seconds, with latency", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            fleet.QueueProxy.Toxic = new Toxic { Jitter = Seeds.AreMany ? TimeSpan.FromSeconds(2) : TimeSpan.FromMilliseconds(100) };
            fleet.StartAll();
            var resets = 0;
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Seeds.AreMany ? 5 : 2));
            while ((await fleet.Runs.OutcomesAsync()) is not [not null, ..] && resets < (Seeds.AreMany ? 24 : 6))
            {
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
                fleet.QueueProxy.ResetAll();
                resets++;
            }

            fleet.QueueProxy.Toxic = Toxic.None;
            await fleet.ConvergedAsync();
            return $"{resets} resets, {fleet.QueueProxy.Accepted} connections";
        });

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_the_queues_are_out_of_reach_during_a_run_then_it_goes_on_after_that(int seed) =>
        Scenario.RunLongAsync("R11 queues out of reach for 10 s in a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.StartAll();
            await fleet.WrittenAsync(chance.NextDouble() * 0.8, expected);
            fleet.QueueProxy.Toxic = new Toxic { Refuses = true };
            fleet.QueueProxy.ResetAll();
            using var outage = new PeriodicTimer(TimeSpan.FromSeconds(10));
            await outage.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            fleet.QueueProxy.Toxic = Toxic.None;

            await fleet.ConvergedAsync();
            return $"{fleet.Writes} entities written, of {expected}";
        });

    // What was in the emulator is gone with it, as it never is on AWS: queues and topics have to be made again.
    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_the_emulator_is_restarted_then_the_services_make_its_queues_again_and_the_next_run_ends_right(int seed) =>
        Scenario.RunLongAsync("R11 emulator restarted between two runs", new FleetOptions { Seed = seed }, async (fleet, _) =>
        {
            fleet.StartAll();
            await fleet.ConvergedAsync();

            await fleet.RestartEmulatorAsync();
            fleet.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.1, ResourceKind = "AWS::S3::Bucket" });
            await fleet.RequestRunAsync();

            await fleet.ConvergedAsync(runs: 2);
            Assert.All(fleet.Services.Values, service => Assert.True(service.Runs, service.Log));
            return $"{fleet.World.Statistics.EntityDeletes} entities deleted by the second run";
        });
}
