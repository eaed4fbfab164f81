using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Ingress dies while live events arrive (R4): what it answered 2xx takes effect.</summary>
public sealed class LiveEventTests
{
    private const int Kills = 3;

    // Kinds that nothing relates to: what is gone is deleted at once.
    private static readonly string[] Regional = ["AWS::DynamoDB::Table", "AWS::SNS::Topic", "AWS::ECR::Repository"];

    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_the_Ingress_is_killed_while_events_arrive_then_each_that_it_took_takes_effect(int seed)
    {
        var perScope = Seeds.AreMany ? 84 : 20;
        var options = new FleetOptions { Seed = seed };
        options = options with { Estate = options.Estate with { Kinds = Regional, ResourcesPerScope = perScope, PageSize = 100 } };
        return Scenario.RunLongAsync($"R4 kill -9 of Ingress, three times while {perScope * 12:N0} live events arrive", options, async (fleet, chance) =>
        {
            fleet.StartAll();
            await fleet.ConvergedAsync();

            // From here on only events can tell that something is gone: there is no further run.
            await fleet.Services["Ingress"].KillAsync();
            await using var ingress = fleet.NewProcess("Ingress", ("OCEAN__EVENT_LISTENER__TYPE", "WEBHOOKS_ONLY"));
            ingress.Start();
            fleet.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.5 });
            using var sender = new EventSender();
            await SendAsync(fleet, sender, ingress, chance, perScope);

            await fleet.ConvergedAsync();
            return $"{sender.Accepted} events taken, {sender.Unanswered} sent again, {fleet.World.Statistics.EntityDeletes} entities deleted";
        });
    }

    private static async Task SendAsync(Installation fleet, EventSender sender, ServiceProcess ingress, Random chance, int perScope)
    {
        var events = (
            from kind in Regional
            from account in fleet.World.AccountIds
            from region in fleet.Options.Estate.Regions
            from index in Enumerable.Range(0, perScope)
            select (kind, account, region, Identifier: fleet.World.IdentifierOf(kind, account, region, index))).ToArray();
        chance.Shuffle(events);
        var killsAt = Enumerable.Range(0, Kills).Select(_ => chance.Next(events.Length)).ToHashSet();
        foreach (var (sent, batch) in events.Chunk(8).Index())
        {
            await Task.WhenAll(batch.Select(happened => sender.SendAsync(
                () => ingress.Address, happened.kind, happened.account, happened.region, happened.Identifier)));
            if (killsAt.Any(at => at / 8 == sent))
            {
                // The last ones were answered a moment ago.
                await ingress.KillAsync();
                ingress.Start();
            }
        }
    }
}
