using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Contracts;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Runs that are asked for while one goes (R28).</summary>
public sealed class RunTests
{
    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_runs_are_asked_for_while_one_goes_then_one_more_follows_and_nothing_is_swept_twice(int seed) =>
        Scenario.RunLongAsync("R28 three resyncs asked for while one goes, by two Ingress", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.World.SetFaults(
                new SimulatorFault { Kind = SimulatorFaultKind.Latency, Service = "cloudcontrolapi", Delay = TimeSpan.FromMilliseconds(100) },
                new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.05, ResourceKind = "AWS::S3::Bucket" });
            fleet.StartAll();
            await using var second = fleet.NewProcess("Ingress");
            second.Start();
            for (var request = 1; request <= 3; request++)
            {
                await fleet.WrittenAsync(chance.NextDouble() * 0.2 * request, expected);
                await fleet.RequestRunAsync();
            }

            await fleet.ConvergedAsync(runs: 2);
            var runs = (await fleet.Runs.ListAsync()).OrderBy(run => run.Run.StartedAt).ToList();
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.EndedAt <= pair.Second.Run.StartedAt, $"Seed {seed}: two runs went at once"));
            Assert.Equal(0, fleet.World.Statistics.EntityDeletes);
            return $"{runs.Count} runs, one after the other";
        });

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_a_run_is_cancelled_then_it_sweeps_nothing_and_the_next_one_does(int seed) =>
        Scenario.RunLongAsync("R28 a run cancelled over the run API while it lists, and one after it", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            fleet.StartAll();
            await fleet.ConvergedAsync();
            var listed = fleet.Requests("aws cloudcontrolapi ListResources");
            fleet.World.SetFaults(
                new SimulatorFault { Kind = SimulatorFaultKind.Latency, Service = "cloudcontrolapi", Delay = TimeSpan.FromMilliseconds(500) },
                new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.1, ResourceKind = "AWS::S3::Bucket" });
            await fleet.RequestRunAsync();
            await fleet.ListedAsync(listed + chance.Next(1, 120));
            var run = (await fleet.Runs.ListAsync()).First(run => run.Outcome is null);

            await fleet.CancelAsync(run.Run.RunId);

            await fleet.EventuallyAsync(async () => (await fleet.Runs.OutcomesAsync()).Contains(RunOutcome.Cancelled), () => "The run is not cancelled.");
            await fleet.EventuallyAsync(async () => (await fleet.Queues.DepthsAsync()).Count == 0, () => "What is left of the run does not go away.");
            Assert.Equal(0, fleet.World.Statistics.EntityDeletes);
            fleet.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.1, ResourceKind = "AWS::S3::Bucket" });
            await fleet.RequestRunAsync();
            await fleet.ConvergedAsync(runs: 3, cancelled: 1);
            return $"{fleet.World.Statistics.EntityDeletes} entities deleted, all by the run after it";
        });
}
