using Pipeline.Chaos.Tests.Fleet;
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
}
