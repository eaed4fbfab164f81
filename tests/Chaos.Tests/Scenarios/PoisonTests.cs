using System.Text.Json;
using Pipeline.Chaos.Tests.Fleet;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Messages that nobody can read (R22).</summary>
public sealed class PoisonTests
{
    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public Task When_queues_hold_what_nobody_can_read_then_it_is_moved_as_it_is_and_all_else_goes_on(int seed) =>
        Scenario.RunAsync("R22 unreadable messages in every queue of a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            (string Endpoint, string Lane)[] queues =
            [
                ("enumerator-start-run", "resync"), ("enumerator-enumerate-scope", "resync"), ("enumerator-resource-changed", "live"),
                ("mapper-resources-enumerated", "resync"), ("port-writer-entities-mapped", "live"), ("port-writer-scope-end", "resync"),
            ];
            var sent = queues.SelectMany(queue => Bodies(chance).Select(body => (queue, body))).ToList();
            foreach (var ((endpoint, lane), body) in sent)
            {
                await fleet.Queues.SendAsync(endpoint, lane, body);
            }

            fleet.StartAll();

            var moved = await fleet.ConvergedAsync(deadLetters: sent.Count);
            Assert.Equal(sent.Select(poison => poison.body).Order(StringComparer.Ordinal), moved.Order(StringComparer.Ordinal));
            return $"{sent.Count} messages, each moved with its body intact";
        });

    private static IEnumerable<string> Bodies(Random chance)
    {
        yield return "{\"messageId\":";
        yield return "no JSON at all";
        yield return """{"messageType":["urn:message:Pipeline.Contracts:NoSuchMessage"],"message":{"runId":"5"}}""";
        yield return """{"messageType":["urn:message:Pipeline.Contracts:StartRun"],"message":{"runId":[1,2,3]}}""";
        yield return string.Concat(Enumerable.Range(0, 256 * 1024 - 64).Select(_ => (char)chance.Next('a', 'z')));
        yield return $"{{\"message\":{new string('[', 10_000)}{new string(']', 10_000)}}}";
        yield return JsonSerializer.Serialize(new { Message = "nothing that anybody sends" });
    }
}
