using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Services whose clocks are far apart (R26).</summary>
public sealed class ClockTests
{
    private const string Bucket = "AWS::S3::Bucket";

    // So long ago may the last line of a log be: less than the clocks are wrong by.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    [Trait("Row", "R26")]
    public Task When_clocks_are_ten_minutes_apart_then_resyncs_and_live_events_end_right(int seed)
    {
        Assert.SkipUnless(FakeClock.IsInstalled, "libfaketime is not installed (apt-get install faketime).");
        var options = new FleetOptions
        {
            Seed = seed,
            Clocks = new Dictionary<string, TimeSpan> { ["Enumerator"] = TimeSpan.FromMinutes(10), ["PortWriter"] = TimeSpan.FromMinutes(-10), ["Ingress"] = TimeSpan.FromMinutes(5) },
        };
        return Scenario.RunLongAsync("R26 clocks of the services up to 20 minutes apart, with live events and two runs", options, async (fleet, chance) =>
        {
            fleet.StartAll();
            await fleet.ConvergedAsync();
            fleet.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.2, ResourceKind = Bucket });
            await fleet.RequestRunAsync();
            using var sender = new EventSender();
            foreach (var account in fleet.World.AccountIds)
            {
                foreach (var index in Enumerable.Range(0, fleet.Options.Estate.ResourcesPerScope))
                {
                    var identifier = fleet.World.IdentifierOf(Bucket, account, "us-east-1", index);
                    await sender.SendAsync(() => fleet.Services["Ingress"].Address, Bucket, account, "us-east-1", identifier);
                }
            }

            await fleet.ConvergedAsync(runs: 2);
            Assert.All(options.Clocks, clock => Assert.InRange(fleet.Services[clock.Key].LastWrote - TimeProvider.System.GetUtcNow(), clock.Value - Quiet, clock.Value + OneMinute));
            return $"{sender.Accepted} events taken, {fleet.World.Statistics.EntityDeletes} entities deleted";
        });
    }
}
