using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Queues;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Three versions of each service at the same time (R27). That messages stay as they are, golden files show.</summary>
public sealed class RollingTests
{
    // A type that only the next version has. Whoever does not know it keeps it, and goes on.
    private const string OfALaterVersion =
        """{"messageId":"6a6f7d1c-0000-4000-8000-000000000001","messageType":["urn:message:Pipeline.Contracts:AddedLater"],"message":{"number":1}}""";

    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_messages_come_from_an_earlier_and_a_later_version_too_then_they_are_understood(int seed) =>
        Scenario.RunLongAsync("R27 two processes of each service, a third of the messages from a later version, a third from an earlier one, one of each replaced in the run", Options(seed), async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            var published = 0;
            fleet.Gateway!.Rewrite = form => (Interlocked.Increment(ref published) % 3) switch
            {
                1 => AnotherVersion.Next(form),
                2 => AnotherVersion.Previous(form),
                _ => form,
            };
            await fleet.Queues.SendAsync("mapper-resources-enumerated", "resync", OfALaterVersion);
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

                await fleet.ConvergedAsync(deadLetters: 1);
                return $"{published} publications, two of three rewritten; the message of an unknown type is kept";
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                throw new InvalidOperationException(string.Join("\n\n", others.Select(other => $"== second {other.Stage}\n{other.Log}")), failure);
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
