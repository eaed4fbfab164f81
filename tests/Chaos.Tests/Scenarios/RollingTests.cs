using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Queues;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Two versions of each service at the same time (R27). That messages stay as they are, golden files show.</summary>
public sealed class RollingTests
{
    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_half_of_the_messages_come_from_a_later_version_then_they_are_understood(int seed) =>
        Scenario.RunLongAsync("R27 two processes of each service, half of the messages from a later version, one of each replaced in the run", Options(seed), async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            var (extended, published) = (0, 0);
            fleet.Gateway!.Rewrite = form =>
            {
                if (Interlocked.Increment(ref published) % 2 == 0)
                {
                    return form;
                }

                Interlocked.Increment(ref extended);
                return NextVersion.Of(form);
            };
            List<ServiceProcess> others = [.. fleet.Services.Keys.Select(stage => fleet.NewProcess(stage))];
            try
            {
                fleet.StartAll();
                others.ForEach(other => other.Start());
                await fleet.WrittenAsync(chance.NextDouble() * 0.8, expected);
                foreach (var old in fleet.Services.Values)
                {
                    await old.TerminateAsync();
                }

                await fleet.ConvergedAsync();
                return $"{extended} of {published} publications extended";
            }
            finally
            {
                foreach (var other in others)
                {
                    await other.DisposeAsync();
                }
            }
        });

    private static FleetOptions Options(int seed) => new() { Seed = seed, HasGateway = true };
}
